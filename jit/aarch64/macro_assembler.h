#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "jit/aarch64/abi.h"
#include "jit/aarch64/cpu.h"
#include "jit/aarch64/operands.h"
#include "jit/aarch64/registers.h"
#include "jit/aarch64/simd.h"
#include "jit/compile_options.h"
#include "jit/instance_layout.h"
#include "jit/operation.h"
#include "jit/register_set.h"
#include "jit/side_tables.h"
#include "jit/simd_operation.h"

/// AArch64 as a Wasm-sized instruction set (the contract: jit/macro_assembler.h).
namespace wali::jit::aarch64 {

/// A source operand: a register, a constant, or a word of the frame.
struct Operand {
  enum class Kind : uint8_t { Register, Constant, Frame };
  Kind kind;
  Register reg = Register::none;
  int64_t constant = 0;
  int32_t offset = 0;  // Frame: from the stack pointer

  static Operand of(Register reg) { return {.kind = Kind::Register, .reg = reg}; }
  static Operand of_constant(int64_t value) { return {.kind = Kind::Constant, .constant = value}; }
  static Operand of_frame(int32_t offset) { return {.kind = Kind::Frame, .offset = offset}; }
  bool is(Register other) const { return kind == Kind::Register && reg == other; }
};

/// An address in linear memory: base + zero-extended `index` (if any) + offset.
struct Address {
  uint32_t memory = 0;
  Register index = Register::none;
  uint64_t offset = 0;
};

/// What an operation demands of its registers where the hardware leaves no choice; `none` where it
/// does.
struct Constraint {
  Register lhs = Register::none;
  Register rhs = Register::none;
  Register result = Register::none;
  RegisterSet clobbers = 0;  // besides the result
  bool temporary = false;    // one more register
};

class MacroAssembler final : public asmjit::ErrorHandler {
 public:
  using Register = aarch64::Register;
  using Operand = aarch64::Operand;
  using Address = aarch64::Address;
  using Constraint = aarch64::Constraint;
  using CallLayout = aarch64::CallLayout;
  using Label = asmjit::Label;

  // Registers of this ISA, in order of preference.
  static constexpr Register kNone = Register::none;
  static constexpr Register kAllocatableIntegers[] = {
      x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15};
  static constexpr Register kAllocatableFloats[] = {
      v0,  v1,  v2,  v3,  v4,  v5,  v6,  v7,  v8,  v9,  v10, v11, v12, v13, v14, v15,
      v16, v17, v18, v19, v20, v21, v22, v23, v24, v25, v26, v27, v28, v29, v30};
  static constexpr std::span<const Register> kPreserved = aarch64::kPreserved;
  static constexpr std::span<const Register> kMergeIntegers = Convention::kIntegerResults;
  static constexpr std::span<const Register> kMergeFloats = Convention::kFloatResults;
  /// Where a call-free loop keeps locals besides the preserved registers.
  static constexpr std::array kLoopIntegers = {x6, x7, x8, x9, x10, x11, x12, x13, x14, x15};
  static constexpr std::array kLoopFloats = {v8,  v9,  v10, v11, v12, v13, v14, v15,
                                             v16, v17, v18, v19, v20, v21, v22, v23,
                                             v24, v25, v26, v27, v28, v29, v30};
  static constexpr uint32_t kIntegerArgumentCount = std::size(Convention::kIntegerArguments);
  static constexpr int32_t kReturnAddressBytes = 8;
  static constexpr uint32_t kRegisterCount = 64;
  static constexpr size_t kMaxCodeBytes = size_t{128} << 20;  // of a module: what calls reach
  static constexpr std::byte kPadding{0};                     // udf #0
  static constexpr bool is_float(Register reg) { return is_vector_register(reg); }
  static constexpr uint32_t index_of(Register reg) { return static_cast<uint32_t>(reg); }

  MacroAssembler(const InstanceLayout& layout,
                 const loader::Module& module,
                 const CompileOptions& options = {});

  // Frame. `begin` starts a function; `finish` emits what is out of line and gives the code.
  void begin(uint32_t frame_bytes,
             std::span<const Register> saved,
             bool check_stack,
             uint32_t wasm_offset);
  std::span<const std::byte> finish();
  void zero_frame(int32_t offset, uint32_t words);
  void leave();  // epilogue without the return
  /// Pops the function's own stack arguments.
  void ret(uint32_t argument_words);
  /// Instead of `leave` before a tail call: moves the callee's stack arguments from the bottom of
  /// the frame to where they belong in place of the function's own.
  void leave_for_tail_call(uint32_t own_argument_words, uint32_t callee_argument_words);
  /// Makes room for a callee's stack arguments below the frame, at frame offsets from
  /// -8 * words on, until the call.
  void reserve_arguments(uint32_t words);
  void frame_address(Register to, int32_t offset);

  // What must hold, for the checked build; they change the flags.
  void check_zero_extended(Register reg);
  void check_frame(loader::ValueType type, Register reg, int32_t offset);

  // Positions and labels.
  uint32_t offset() const { return static_cast<uint32_t>(assembler_.offset()); }
  void set_wasm_offset(uint32_t offset) { wasm_offset_ = offset; }
  void note_position();
  std::span<const Site> sites() const { return sites_; }
  /// Calls to be resolved when functions are placed: the displacement of the instruction at
  /// `code_offset`.
  struct CallFixup {
    uint32_t code_offset;
    uint32_t function;
  };
  std::span<const CallFixup> call_fixups() const { return fixups_; }
  static void resolve_call(std::span<std::byte> code, uint32_t code_offset, uint32_t target);
  Label new_label() { return assembler_.newLabel(); }
  void bind(Label label) {
    last_.reset();
    assembler_.bind(label);
  }
  bool failed() const { return failed_; }
  /// Whether the function failed only for being too large, and may be compiled again, with branches
  /// that reach further.
  bool widen_branches();

  // Moves. `move_constant` may change the flags, the others keep them.
  void move(loader::ValueType type, Register to, Register from);
  void move_constant(loader::ValueType type, Register to, uint64_t bits);
  void load_frame(loader::ValueType type, Register to, int32_t offset);
  void store_frame(loader::ValueType type, int32_t offset, Register from);
  /// A v128 constant is zero here and in `move_constant`.
  void store_frame_constant(loader::ValueType type, int32_t offset, uint64_t bits);
  void save_in_scratch(loader::ValueType type, Register from);  // scratch := from
  Register scratch(loader::ValueType type) const {
    return is_float_class(type) ? kFloatScratch : kScratch;
  }

  // Integer arithmetic: to := lhs operation rhs; any of the registers may be the same.
  /// Every operation takes any constant: what its instruction cannot encode goes through
  /// kOperandScratch.
  static bool is_immediate(int64_t) { return true; }
  /// Nothing reads the `temporaries` among the operands after the operation.
  void binary(BinaryOperation operation,
              Width width,
              Register to,
              Register lhs,
              Operand rhs,
              RegisterSet temporaries = 0);
  void shift(ShiftOperation operation, Width width, Register to, Register lhs, Operand count);
  void shift_constant(
      ShiftOperation operation, Width width, Register to, Register lhs, uint32_t count);
  Constraint shift_constraint(ShiftOperation operation) const;
  static Constraint divide_constraint(DivideOperation operation);
  /// `known_divisor` is the divisor's value if it is known (then never 0).
  void divide(DivideOperation operation,
              Width width,
              Register to,
              Register lhs,
              Register rhs,
              std::optional<int64_t> known_divisor);
  void unary(UnaryOperation operation, Width width, Register to, Register from);
  void wrap(Register to, Register from);

  // Comparisons set the flags; what follows them reads the flags.
  /// Whether a comparison takes the constant as it is.
  static bool is_compared(int64_t value);
  void compare(Width width, Register lhs, Operand rhs);
  void test(Width width, Register lhs, Operand rhs);
  void compare_floats(Width width, FloatCondition condition, Register lhs, Register rhs);
  void set_if(Condition condition, Register to);
  void set_if(FloatCondition condition, Register to);
  void jump_if(Condition condition, Label target);
  void jump_if(FloatCondition condition, Label target);
  /// to := condition ? if_true : to.
  void select_if(Condition condition, loader::ValueType type, Register to, Register if_true);
  void select_if(FloatCondition condition, loader::ValueType type, Register to, Register if_true);
  void jump(Label target);
  /// Jumps to targets[index], or to the last target where the index is not below their number less
  /// one.
  void jump_table(Register index, std::span<const Label> targets);

  // Floats.
  void float_binary(FloatBinary operation, Width width, Register to, Register lhs, Register rhs);
  void float_unary(FloatUnary operation, Width width, Register to, Register from);
  void convert(Conversion conversion, Width to_width, Register to, Register from);
  void promote(Register to, Register from);
  void demote(Register to, Register from);
  void reinterpret(loader::ValueType to_type, Register to, Register from);
  void truncate(Width to_width, Signedness, Overflow, Width from_width, Register to, Register from);

  // Vectors. `temporary` is given where vector_needs asks for it.
  VectorNeeds vector_needs(loader::Opcode opcode) const;
  void vector_constant(Register to, uint64_t low, uint64_t high);
  void vector_unary(loader::Opcode opcode, Register to, Register from, Register temporary);
  void vector_binary(
      loader::Opcode opcode, Register to, Register lhs, Register rhs, Register temporary);
  void vector_ternary(
      loader::Opcode opcode, Register to, Register first, Register second, Register third);
  void vector_shift(
      loader::Opcode opcode, Register to, Register from, Register count, Register temporary);
  void vector_shift_constant(
      loader::Opcode opcode, Register to, Register from, uint32_t count, Register temporary);
  void vector_shuffle(Register to, Register lhs, Register rhs, const VectorLanes& lanes);
  void vector_splat(loader::Opcode opcode, Register to, Register from);
  void vector_extract_lane(loader::Opcode opcode, Register to, Register from, uint32_t lane);
  void vector_replace_lane(
      loader::Opcode opcode, Register to, Register from, uint32_t lane, Register value);
  /// Sets the flags; `vector_test_condition` reads them.
  void vector_test(loader::Opcode opcode, Register from);
  static Condition vector_test_condition(loader::Opcode opcode);
  void vector_bitmask(loader::Opcode opcode, Register to, Register from);
  void vector_load(loader::Opcode opcode, Register to, Address address);
  void vector_load_lane(
      loader::Opcode opcode, Register to, Register from, Address address, uint32_t lane);
  void vector_store(Address address, Register from);
  void vector_store_lane(loader::Opcode opcode, Address address, Register from, uint32_t lane);

  // Linear memory.
  /// Traps unless an access of at most 16 bytes at `address` stays in the memory or faults, and
  /// gives the address to use. May change the scratch register and the flags. Emits nothing where
  /// every address does.
  Address check_bounds(Address address);
  void load(MemoryShape shape, Register to, Address address);
  void store(MemoryShape shape, Address address, Operand value);
  void memory_size(uint32_t memory, Register to);
  /// Leaves a checked address in the scratch register for the atomic operation that follows.
  void atomic_address(MemoryShape shape, Address address);
  void atomic_load(MemoryShape shape, Register to);
  void atomic_store(MemoryShape shape, Register value);
  Constraint atomic_constraint(AtomicOperation operation) const;
  void atomic_rmw(AtomicOperation operation,
                  MemoryShape shape,
                  Register to,
                  Register value,
                  Register temporary);
  static Constraint compare_exchange_constraint();
  /// `to` holds the expected value and receives what was there.
  void compare_exchange(MemoryShape shape, Register to, Register replacement);
  void fence();
  void effective_address(Register to, Register index, uint64_t offset);

  // Instance.
  void global_get(loader::ValueType type, uint32_t global, Register to);
  void global_set(loader::ValueType type, uint32_t global, Register from);
  void table_size(uint32_t table, Register to);
  void function_reference(uint32_t function, Register to);

  // Calls. Arguments are in place.
  void call_function(uint32_t function);
  void call_import(uint32_t function);
  /// Calls what a function reference in kCallIndex stands for.
  void call_reference();
  void tail_call_reference();
  void tail_call_function(uint32_t function);
  void tail_call_import(uint32_t function);
  /// Checks the table index in kCallIndex and the element's type; leaves there what `call_element`
  /// and `tail_call_element` want. Arguments may be moved in between.
  void check_element(uint32_t table, uint32_t type_id);
  void call_element();
  void tail_call_element();
  /// The same for a table whose elements other threads may replace: reads the element once, and
  /// leaves what `call_reference` and `tail_call_reference` want.
  void check_changing_element(uint32_t table, uint32_t type_id);
  static constexpr Register kCallIndex = x9;  // not an argument register
  /// The C++ helper with these arguments (constants in `Operand::constant`, registers anywhere but
  /// argument registers already overwritten: the caller has moved them to builtin_argument(i)).
  static Register builtin_argument(uint32_t i);
  static constexpr Register kBuiltinResult = x0;
  void call_builtin(Builtin builtin, bool may_trap);

  // Exceptions.
  static constexpr Register kException = x9;  // holds it where a handler is entered
  void load_payload(loader::ValueType type, Register to, Register exception, uint32_t word);

  // Traps.
  void trap(TrapReason reason);
  /// Loads a word of the instance, compares and branches, as a poll for signals does.
  void poll();
  void trap_if(Condition condition, TrapReason reason);

 private:
  enum class ColdKind : uint8_t { Trap, OutOfBounds, Truncate, BuiltinTrap, IndirectCall };
  struct Cold {
    ColdKind kind;
    TrapReason reason = TrapReason::None;
    Label entry;
    uint32_t wasm_offset;
    Address address = {};  // OutOfBounds
    // Truncate.
    Label back = {};
    Width to_width = {}, from_width = {};
    Signedness signedness = {};
    Register from = kNone;
  };

  void handleError(asmjit::Error error, const char* message, asmjit::BaseEmitter* origin) override;

  // Building blocks: what is in operands.h, and what else goes through kOperandScratch where one
  // instruction cannot say it.
  void load_integer_constant(Register to, uint64_t bits) { load_constant(assembler_, to, bits); }
  void add_constant(Register to, Register from, int64_t value) {
    aarch64::add_constant(assembler_, to, from, value);
  }
  asmjit::a64::Mem at(Register base, int64_t offset, uint32_t bytes) {
    return operand_at(assembler_, base, offset, bytes);
  }
  asmjit::a64::Mem frame_word(int32_t offset, uint32_t bytes);
  asmjit::a64::Mem instance_field(size_t offset, uint32_t bytes);
  /// A constant in a register: the zero register or kOperandScratch.
  asmjit::a64::Gp constant_register(Width width, int64_t value);
  /// An operand in a register: a constant or a word of the frame goes into kOperandScratch.
  asmjit::a64::Gp operand_register(Width width, Operand operand);
  /// A value of the whole width of its type.
  void load_plain(loader::ValueType type, Register to, const asmjit::a64::Mem& source);
  void store_plain(loader::ValueType type, const asmjit::a64::Mem& target, Register from);
  // Conditional branches, at any distance in a function with far branches. These emit no test of
  // their own.
  void branch(asmjit::arm::CondCode condition, Label target);
  void branch_if_zero(Width width, Register reg, Label target);
  void branch_unless_zero(Width width, Register reg, Label target);
  /// Emits the comparison with zero that a branch would have made part of itself.
  void settle_test();
  void add_site(SiteKind kind, TrapReason reason = TrapReason::None);
  void note_call();
  /// A place out of line that traps.
  Label cold_trap(TrapReason reason);
  Label cold_out_of_bounds(Address address);
  void emit_cold(const Cold& cold);
  void find_element(uint32_t table);
  void mask_index(Width width, Register index);
  void stop_unless(asmjit::arm::CondCode condition);
  uint32_t saved_bytes() const;
  asmjit::a64::Gp saved_word(uint32_t word) const;
  int64_t rest_of_frame() const;
  void save_registers();
  void call_at(const asmjit::a64::Mem& code);
  void jump_at(const asmjit::a64::Mem& code);
  void call_fixed(uint32_t instruction, uint32_t function);

  // Integers (integer.cc).
  void copy(Width width, Register to, Register from);
  void emit_arithmetic(BinaryOperation operation,
                       const asmjit::a64::Gp& to,
                       const asmjit::a64::Gp& lhs,
                       const asmjit::Operand_& rhs);
  bool combine_with_last(BinaryOperation operation,
                         Width width,
                         Register to,
                         Register lhs,
                         Register rhs,
                         RegisterSet temporaries);
  void remove_last();
  void emit_product(Width width, Register to, Register lhs, const asmjit::a64::Gp& rhs);
  void binary_constant(
      BinaryOperation operation, Width width, Register to, Register lhs, int64_t rhs);
  bool add_immediate(Width width, Register to, Register lhs, int64_t rhs);
  bool logical_immediate(
      BinaryOperation operation, Width width, Register to, Register lhs, int64_t rhs);
  void multiply_constant(Width width, Register to, Register lhs, int64_t rhs);
  void emit_shift(ShiftOperation operation,
                  const asmjit::a64::Gp& to,
                  const asmjit::a64::Gp& lhs,
                  const asmjit::Operand_& count);
  bool divide_by_constant(
      DivideOperation operation, Width width, Register to, Register lhs, int64_t divisor);
  void check_signed_overflow(Width width, Register lhs, Register rhs);
  void select(asmjit::arm::CondCode condition,
              loader::ValueType type,
              Register to,
              Register if_true);

  // Floats (float.cc).
  void move_float(Register to, Register from);
  void clear_float(Register to);
  void copysign(Width width, Register to, Register lhs, Register rhs);
  void truncate_saturating(Signedness signedness,
                           const asmjit::a64::Gp& to,
                           Width from_width,
                           Register from);
  void emit_cold_truncate(const Cold& cold);

  // Memory and atomics (memory.cc, atomic.cc).
  bool checks_bounds(uint32_t memory) const;
  asmjit::arm::Shift index_extension(uint32_t memory) const;
  Register memory_base(uint32_t memory);
  asmjit::a64::Mem memory_operand(Address address, uint32_t bytes);
  void host_address(Address address);
  void load_integer(MemoryShape shape, Register to, const asmjit::a64::Mem& source);
  void store_integer(uint32_t bytes, const asmjit::a64::Mem& target, const asmjit::a64::Gp& from);
  void store_frame_word(MemoryShape shape, Address address, int32_t offset);
  asmjit::a64::Mem global_operand(uint32_t global, uint32_t bytes);
  void check_alignment(MemoryShape shape);
  void exclusive_rmw(AtomicOperation operation,
                     MemoryShape shape,
                     Register to,
                     Register value,
                     Register temporary);
  void load_exclusive(MemoryShape shape, Register to);
  void store_exclusive(MemoryShape shape, Register value);

  // Vectors (simd*.cc).
  bool repeat_constant(Register to, uint64_t bits);
  void repeat_float(Width width, Register to, double value);
  Label constant_label(uint64_t low, uint64_t high);
  void emit_vector_constants();
  void vector_binary_sequence(loader::Opcode opcode, Register to, Register lhs, Register rhs);
  void narrow_lanes(asmjit::InstId low,
                    asmjit::InstId high,
                    uint32_t lane_bytes,
                    Register to,
                    Register lhs,
                    Register rhs);
  void multiply_pairs(uint32_t lane_bytes, Register to, Register lhs, Register rhs);
  void multiply_i64(Register to, Register lhs, Register rhs);
  void select_greater(vector::Arrangement floats,
                      Register to,
                      Register a,
                      Register b,
                      Register if_true,
                      Register if_false);
  void select_bits(Register to, Register if_true, Register if_false, Register mask);
  void convert_between_widths(loader::Opcode opcode, Register to, Register from);
  void accumulate(asmjit::InstId instruction,
                  vector::Arrangement sums,
                  vector::Arrangement factors,
                  Register to,
                  Register first,
                  Register second,
                  Register third);
  void dot_and_add(Register to, Register first, Register second, Register third);
  void insert_element(uint32_t lane_bytes,
                      Register to,
                      Register from,
                      uint32_t to_index,
                      Register source,
                      uint32_t from_index);
  void shuffle_one(Register to, Register from, const VectorLanes& lanes);
  bool shuffle_two(
      Register to, Register lhs, Register rhs, const VectorLanes& lanes, uint32_t size);
  void look_up(Register to, Register lhs, Register rhs, const VectorLanes& lanes);

  const InstanceLayout& layout_;
  const loader::Module& module_;
  const Cpu cpu_;
  const BoundsMode bounds_;
  asmjit::CodeHolder code_;
  asmjit::a64::Assembler assembler_;
  std::vector<Site> sites_;
  std::vector<CallFixup> fixups_;
  std::vector<Cold> cold_;
  struct VectorConstant {
    uint64_t low, high;
    Label label;
  };
  std::vector<VectorConstant> vector_constants_;  // behind the code, for literal loads
  std::vector<Register> saved_;  // the link register first, then what the function wants saved
  uint32_t frame_bytes_ = 0;
  int32_t reserved_bytes_ = 0;  // below the frame, for stack arguments
  uint32_t wasm_offset_ = 0;
  /// The instruction that ends at `end`, if it shifts or multiplies: an operation right behind it
  /// may do that on its own.
  struct Last {
    uint32_t end;
    Width width;
    Register to, first;
    std::optional<ShiftOperation> shift;  // a product otherwise
    uint32_t count = 0;                   // of the shift
    asmjit::a64::Gp second = {};          // of the product
  };
  std::optional<Last> last_;
  /// A comparison with zero that is not emitted yet: a branch on it is one instruction.
  struct ZeroTest {
    Width width;
    Register reg = kNone;
  };
  std::optional<ZeroTest> zero_test_;
  /// Nothing within the function is reached by less than 128 MiB: conditional branches jump over a
  /// plain one, and there are no literals behind the code.
  bool is_far_ = false;
  bool next_is_far_ = false;
  bool out_of_range_ = false;  // the function failed for want of it
  bool failed_ = false;
};

}  // namespace wali::jit::aarch64
