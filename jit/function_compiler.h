#pragma once

#include <array>
#include <cassert>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "jit/checks.h"
#include "jit/compile.h"
#include "jit/constant_tables.h"
#include "jit/instance_layout.h"
#include "jit/macro_assembler.h"
#include "jit/operation.h"
#include "jit/register_set.h"
#include "jit/simd_operation.h"
#include "jit/value_stack.h"
#include "loader/code_cursor.h"
#include "loader/function_summary.h"
#include "loader/module.h"

namespace wali::jit {

/// Compiles one validated function after the other in a single pass, for any ISA. One instruction
/// is one visit: it takes its operands off the value stack, asks the macro assembler for an
/// operation, and pushes the result; a visit may look at the next opcode and take it in as well
/// (compare and branch, result and local.set).
///
/// The definitions are in the .inl files, by family; each ISA's compile.cc instantiates them once
/// (module_emitter.inl).
template <MacroAssembler Masm>
class FunctionCompiler {
 public:
  FunctionCompiler(const loader::Module& module,
                   const InstanceLayout& layout,
                   std::span<const uint32_t> type_ids,
                   ConstantTables& constant_tables,
                   const CompileOptions& options);

  struct Output {
    std::span<const std::byte> code;  // valid until the next function
    std::span<const Site> sites;
    std::span<const typename Masm::CallFixup> call_fixups;
    const HandlerTable& handlers;
    uint32_t frame_size, argument_words, saved_registers;  // as in FunctionCode
  };
  Result<Output> compile(uint32_t function, const loader::FunctionSummary& summary);

 private:
  using ValueType = loader::ValueType;
  using Opcode = loader::Opcode;
  using Register = typename Masm::Register;
  using Operand = typename Masm::Operand;
  using Label = typename Masm::Label;
  using Address = typename Masm::Address;
  using Value = jit::Value<Register>;
  using Kind = typename Value::Kind;
  using Local = LocalState<Register>;
  using Types = std::span<const ValueType>;
  using CacheState = jit::CacheState<Masm::kRegisterCount>;

  enum class ControlKind : uint8_t { Function, Block, Loop, If, Else, Try, Catch, TryTable };
  struct Control {
    ControlKind kind;
    bool label_used = false;
    uint32_t height;  // of the value stack below the parameters
    Types params;
    Types results;
    Label label;
    Label else_label;  // If
    CacheState state;  // at the label, once it is used; a loop's from the beginning
    CacheState else_state;
    RegisterSet outer_loop_registers = 0;
    uint32_t scope = kNoScope;           // innermost try whose handlers are in force
    uint32_t own_scope = kNoScope;       // Try, Catch, TryTable
    const std::byte* clauses = nullptr;  // TryTable
  };
  struct OpenScope {
    bool may_throw = false;  // some call inside it
    uint32_t last_clause = kNoClause;
  };
  enum class CallKind : uint8_t { Plain, Tail };
  /// Code that is entered with an exception and goes on at the label of a try_table's clause.
  struct LandingPad {
    uint32_t clause;
    uint32_t tag;  // or kAnyTag
    bool passes_reference;
    bool returns;  // the label is the function's
    bool in_registers;
    uint32_t height;  // of the target
    Label label;
    CacheState state;  // at the label
  };

  struct Move {
    ValueType type;
    Register to, from;
  };
  /// Where a br_table enters the edge to the control frame at one depth.
  struct Stub {
    uint32_t epoch = 0;  // of the br_table that it was made for
    Label label;
  };
  /// A load after all moves: from the frame, or a constant.
  struct LateLoad {
    ValueType type;
    Register to;
    Operand from;
  };

  static constexpr Register kNone = Register::none;
  static RegisterSet bit(Register reg) { return RegisterSet{1} << Masm::index_of(reg); }
  static Register register_at(uint32_t index) { return static_cast<Register>(index); }
  static RegisterSet class_mask(ValueType type);

  // The function and its frame (frame.inl).
  std::span<const std::byte> emit(const loader::FunctionSummary& summary,
                                  const loader::FunctionBody& body);
  void lay_out_frame(uint32_t function, const loader::FunctionSummary& summary);
  void pin_locals(const loader::FunctionSummary& summary);
  void enter_function(const loader::FunctionSummary& summary);
  void zero_locals(const loader::FunctionSummary& summary);
  int32_t value_slot(size_t index) const {
    return value_slots_ + static_cast<int32_t>(8 * slot_words_ * index);
  }
  int32_t result_slot(uint32_t stack_word) const {
    return frame_total_ + static_cast<int32_t>(Masm::kReturnAddressBytes +
                                               8 * (own_layout_.argument_words + stack_word));
  }

  // Registers and the value stack (state.inl).
  Register allocate(ValueType type, RegisterSet avoid = 0);
  void claim(Register reg);
  void evict_local(Register reg);
  void drop_cache(Register reg);
  void cache_local(uint32_t local, Register reg, bool dirty);
  void spill_value(Register reg);
  void set_cache(const CacheState& state);
  void push(const Value& value);
  void push_register(ValueType type, Register reg);
  void push_constant(ValueType type, uint64_t bits);
  void push_frame(ValueType type);
  void push_local(uint32_t local);
  void retype(ValueType type);
  Value pop();
  void truncate(size_t height);
  Register to_register(const Value& value, RegisterSet avoid = 0);
  Register to_fixed(const Value& value, Register reg);
  Operand to_operand(const Value& value);
  Operand source_of(const Value& value, size_t index) const;
  bool is_temporary(Register reg) const { return (temporaries_ & bit(reg)) != 0; }
  void release_operands() { locked_ = temporaries_ = 0; }
  void flush_values();
  void force_to_frame(size_t from);
  void materialize_aliases(uint32_t local);
  void assign_local(uint32_t local, const Value& value);
  std::optional<uint32_t> peek_assignment(ValueType type) const;
  Register result_register(ValueType type,
                           Register first = kNone,
                           Register second = kNone,
                           RegisterSet avoid = 0);
  void push_result(ValueType type, Register reg);
  void store_value(ValueType type, int32_t offset, const Operand& from);
  void move_operand(ValueType type, Register to, const Operand& from);
  void move_in_parallel();

  // Control (control.inl).
  Opcode peek() const;
  Types params_of(const loader::BlockType& type) const;
  Types results_of(const loader::BlockType& type) const;
  Control& push_control(ControlKind kind, const loader::BlockType& type);
  Control& control_at(uint32_t depth) { return controls_[controls_.size() - 1 - depth]; }
  bool merge_registers(const Control& control, std::vector<Register>& registers) const;
  bool plan_edge(Control& target);
  void emit_edge(Control& target);
  void emit_return();
  void jump_to(Control& target);
  void bind_merge(Control& control);
  void skip_unreachable();
  void enter_loop(const loader::LoopSummary& loop);
  void visit_block();
  void visit_loop();
  void visit_else();
  void visit_end();
  void visit_br_table();
  template <typename Condition, typename Compare>
  void branch_if(Condition condition, Compare compare);
  template <typename Condition, typename Compare>
  void enter_if(Condition condition, Compare compare);
  template <typename Condition, typename Compare>
  void select(Condition condition, Compare compare);
  template <typename Condition, typename Compare>
  void consume_condition(Condition condition, Compare compare);
  template <typename Consume>
  void on_condition_value(Consume consume);

  // The checked build (checks.inl).
  void check_result();
  void check_merge();
  void check_state() const;

  // Calls (call.inl).
  void spill_for_call(size_t arguments);
  void forget_cache();
  void move_arguments(const loader::FunctionType& type, CallKind kind);
  void push_results(const loader::FunctionType& type);
  template <typename Call, typename TailCall>
  void call(const loader::FunctionType& type, CallKind kind, Call call, TailCall tail_call);
  void visit_call(CallKind kind);
  void visit_call_indirect(CallKind kind);
  void call_builtin(Builtin builtin,
                    std::span<const Value> arguments,
                    bool may_trap,
                    std::optional<ValueType> result);

  // Exceptions (exception.inl).
  uint32_t open_scope();
  void note_protected_call();
  uint32_t add_clause(uint32_t scope, uint32_t tag);
  Types payload_of(uint32_t tag) const;
  void raise();
  void visit_try();
  void visit_catch(uint32_t tag);
  void visit_delegate();
  void visit_try_table();
  void plan_landing_pads(uint32_t scope, loader::CodeCursor clauses);
  void emit_landing_pad(const LandingPad& pad);
  void visit_throw();
  void visit_throw_ref();
  void visit_rethrow();

  // References (reference.inl).
  void push_reference(const Value& value, Register reg);
  void visit_call_ref(CallKind kind);
  void visit_ref_as_non_null();
  void visit_br_on_null();
  void visit_br_on_non_null();

  // Memories and tables as a whole (bulk.inl).
  static ValueType value_type(loader::IndexType type) {
    return type == loader::IndexType::I64 ? ValueType::I64 : ValueType::I32;
  }
  ValueType index_type_of_memory(uint32_t memory) const {
    return value_type(module_.memories[memory].index);
  }
  ValueType index_type_of_table(uint32_t table) const {
    return value_type(module_.tables[table].index);
  }
  void visit_bulk(Opcode opcode);

  // Everything else (numeric.inl, memory.inl, visit.inl).
  void visit(Opcode opcode);
  void binary(BinaryOperation operation, ValueType type);
  void shift(ShiftOperation operation, ValueType type);
  void divide(DivideOperation operation, ValueType type);
  bool divide_by_power(DivideOperation operation,
                       ValueType type,
                       uint64_t divisor,
                       const Value& dividend);
  void unary(UnaryOperation operation, ValueType type);
  void compare(Condition condition, ValueType type);
  void equal_zero(ValueType type);
  void compare_floats(FloatCondition condition, ValueType type);
  void float_binary(FloatBinary operation, ValueType type);
  void float_unary(FloatUnary operation, ValueType type);
  template <typename Emit>
  void convert(ValueType from, ValueType to, Emit emit);
  void truncate_float(ValueType from, ValueType to, Signedness sign, Overflow overflow);

  void load(MemoryShape shape);
  void store(MemoryShape shape);
  Address unchecked_address(const loader::MemArg& arg, const Value& index, RegisterSet avoid);
  /// Of an access of at most 16 bytes, with its bounds checked where that takes code.
  Address address_of(const loader::MemArg& arg, const Value& index, RegisterSet avoid);
  void atomic_load(MemoryShape shape);
  void atomic_store(MemoryShape shape);
  void atomic_rmw(AtomicOperation operation, MemoryShape shape);
  void atomic_cmpxchg(MemoryShape shape);
  void visit_atomic(Opcode opcode);
  Register helper_address(const loader::MemArg& arg, const Value& index);
  void atomic_wait(Builtin builtin);
  void atomic_notify();

  // Vectors (simd.inl).
  struct VectorRegisters {
    Register result;
    Register temporary = kNone;
  };
  VectorRegisters vector_registers(Opcode opcode, std::initializer_list<Register> operands);
  void visit_vector(Opcode opcode);
  void vector_constant(uint64_t low, uint64_t high);
  void vector_splat(Opcode opcode);
  void vector_shuffle();
  void vector_replace_lane(Opcode opcode);
  void vector_binary(Opcode opcode);
  void vector_ternary(Opcode opcode);
  void vector_shift(Opcode opcode);
  void vector_access(Opcode opcode, VectorShape shape);

  const loader::Module& module_;
  std::span<const uint32_t> type_ids_;
  ConstantTables& constant_tables_;
  const CompileOptions& options_;
  Masm masm_;

  loader::CodeCursor cursor_{nullptr};
  const loader::FunctionType* type_ = nullptr;
  const loader::FunctionSummary* summary_ = nullptr;
  typename Masm::CallLayout own_layout_;
  typename Masm::CallLayout callee_layout_;

  std::vector<Local> locals_;
  ValueStack<Value> stack_;
  size_t flushed_ = 0;  // values below this index are in the frame or constant
  std::vector<Control> controls_;
  CacheState cache_;
  RegisterSet holding_ = 0;                              // registers that hold a value of the stack
  std::array<uint32_t, Masm::kRegisterCount> holder_{};  // its index there
  RegisterSet locked_ = 0;                               // operands of the present instruction
  RegisterSet temporaries_ = 0;                          // those among them that may be overwritten
  RegisterSet loop_registers_ = 0;                       // what the innermost loop wants kept
  uint32_t next_loop_ = 0;
  std::optional<uint32_t> assignment_;  // local that the pending result goes to
  bool is_reachable_ = true;

  std::vector<Register> saved_;
  uint32_t frame_bytes_ = 0;  // without the saved registers
  int32_t frame_total_ = 0;   // up to the return address
  int32_t value_slots_ = 0;
  uint32_t slot_words_ = 1;  // of each local and operand: 2 in a function with vectors

  HandlerTable handlers_;
  std::vector<OpenScope> scopes_;  // by scope
  std::vector<LandingPad> landing_pads_;

  // Kept for their memory.
  std::vector<Move> moves_;
  std::vector<LateLoad> late_loads_;
  std::vector<Register> edge_stores_;
  std::vector<Register> merge_registers_;
  std::vector<Label> table_labels_;
  std::vector<uint32_t> table_depths_;
  std::vector<Stub> stubs_;
  uint32_t stub_epoch_ = 0;
};

}  // namespace wali::jit
