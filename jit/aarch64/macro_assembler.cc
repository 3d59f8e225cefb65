#include "jit/aarch64/macro_assembler.h"

#include <asmjit/arm/a64utils.h>

#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

constexpr uint32_t kLongestTargetChain = 4;
constexpr uint32_t kLongestZeroRun = 16;  // words

constexpr uint32_t kBranch = 0x14000000;
constexpr uint32_t kBranchWithLink = 0x94000000;

/// What a builtin may ask its caller to raise.
constexpr TrapReason kBuiltinTraps[] = {
    TrapReason::MemoryOutOfBounds,
    TrapReason::TableOutOfBounds,
    TrapReason::UnalignedAtomic,
    TrapReason::ExpectedSharedMemory,
    TrapReason::MappedFileTooShort,
};

/// Whether a load or store of two words has room for the offset.
bool is_pair_offset(int64_t offset) {
  return offset % 8 == 0 && offset >= -512 && offset <= 504;
}

/// Not followed by speculation on what the last selection would have chosen otherwise.
constexpr uint32_t kSpeculationBarrierHint = 20;

/// The value, if it is among the few with short mantissa and exponent that an instruction holds.
std::optional<double> float_immediate(loader::ValueType type, uint64_t bits) {
  double value = type == loader::ValueType::F32 ? std::bit_cast<float>(static_cast<uint32_t>(bits))
                                                : std::bit_cast<double>(bits);
  if (!a64::Utils::isFP64Imm8(std::bit_cast<uint64_t>(value))) return std::nullopt;
  return value;
}

}  // namespace

MacroAssembler::MacroAssembler(const InstanceLayout& layout,
                               const loader::Module& module,
                               const CompileOptions& options)
    : layout_(layout), module_(module), cpu_(Cpu::of(options.cpu)), bounds_(options.bounds) {}

void MacroAssembler::handleError(asmjit::Error error, const char*, asmjit::BaseEmitter*) {
  failed_ = true;
  if (error == asmjit::kErrorInvalidDisplacement) out_of_range_ = true;
}

bool MacroAssembler::widen_branches() {
  next_is_far_ = out_of_range_ && !is_far_;
  return next_is_far_;
}

// Constants and addresses.

/// Whatever is reserved below the frame.
a64::Mem MacroAssembler::frame_word(int32_t offset, uint32_t bytes) {
  return at(Register::sp, offset + reserved_bytes_, bytes);
}

a64::Mem MacroAssembler::instance_field(size_t offset, uint32_t bytes) {
  return at(kInstance, static_cast<int64_t>(offset), bytes);
}

a64::Gp MacroAssembler::constant_register(Width width, int64_t value) {
  uint64_t bits = static_cast<uint64_t>(value);
  if (width == Width::W32) bits = static_cast<uint32_t>(bits);
  if (bits == 0) return zero(width);
  load_integer_constant(kOperandScratch, bits);
  return gp(width, kOperandScratch);
}

a64::Gp MacroAssembler::operand_register(Width width, Operand operand) {
  switch (operand.kind) {
    case Operand::Kind::Register:
      return gp(width, operand.reg);
    case Operand::Kind::Constant:
      return constant_register(width, operand.constant);
    case Operand::Kind::Frame:
      break;
  }
  assembler_.ldr(gp(width, kOperandScratch), frame_word(operand.offset, bytes_of(width)));
  return gp(width, kOperandScratch);
}

void MacroAssembler::load_plain(loader::ValueType type, Register to, const a64::Mem& source) {
  if (!is_float_class(type)) {
    assembler_.ldr(gp(width_of(type), to), source);
  } else if (loader::is_vector(type)) {
    assembler_.ldr(vec(to).q(), source);
  } else {
    assembler_.ldr(fp(width_of(type), to), source);
  }
}

void MacroAssembler::store_plain(loader::ValueType type, const a64::Mem& target, Register from) {
  if (!is_float_class(type)) {
    assembler_.str(gp(width_of(type), from), target);
  } else if (loader::is_vector(type)) {
    assembler_.str(vec(from).q(), target);
  } else {
    assembler_.str(fp(width_of(type), from), target);
  }
}

// Frame. The registers to be restored lie right below the arguments, the link register on top; two
// at a time they go where the stack pointer points next. Of an odd number the last one shares its
// store with a word of the frame below, which is not in use yet.

void MacroAssembler::begin(uint32_t frame_bytes,
                           std::span<const Register> saved,
                           bool check_stack,
                           uint32_t wasm_offset) {
  code_.reset(asmjit::ResetPolicy::kSoft);
  code_.init(asmjit::Environment(asmjit::Arch::kAArch64));
  code_.setErrorHandler(this);
  code_.attach(&assembler_);
  sites_.clear();
  fixups_.clear();
  cold_.clear();
  vector_constants_.clear();
  zero_test_.reset();
  last_.reset();
  saved_.assign({kLink});
  saved_.insert(saved_.end(), saved.begin(), saved.end());
  frame_bytes_ = frame_bytes;
  reserved_bytes_ = 0;
  wasm_offset_ = wasm_offset;
  is_far_ = std::exchange(next_is_far_, false);
  failed_ = out_of_range_ = false;

  save_registers();
  if (check_stack) {
    assembler_.ldr(gp64(kScratch), instance_field(offsetof(InstanceData, stack_limit), 8));
    assembler_.cmp(a64::regs::sp, gp64(kScratch));
    branch(CondCode::kLO, cold_trap(TrapReason::StackExhausted));
  }
}

uint32_t MacroAssembler::saved_bytes() const {
  return (8 * static_cast<uint32_t>(saved_.size()) + 15) & ~15u;
}

/// What stands at each word from the bottom of the saved registers up.
a64::Gp MacroAssembler::saved_word(uint32_t word) const {
  uint32_t from_top = saved_bytes() / 8 - 1 - word;
  return from_top < saved_.size() ? gp64(saved_[from_top]) : a64::Gp(a64::regs::xzr);
}

void MacroAssembler::save_registers() {
  auto bytes = static_cast<int32_t>(saved_bytes());
  assembler_.stp(saved_word(0), saved_word(1), a64::ptr_pre(a64::regs::sp, -bytes));
  for (int32_t offset = 16; offset < bytes; offset += 16) {
    auto word = static_cast<uint32_t>(offset / 8);
    assembler_.stp(saved_word(word), saved_word(word + 1), a64::ptr(a64::regs::sp, offset));
  }
  add_constant(Register::sp, Register::sp, -rest_of_frame());
}

/// What the stack pointer goes down by below the saved registers.
int64_t MacroAssembler::rest_of_frame() const {
  return int64_t{frame_bytes_} + 8 * static_cast<int64_t>(saved_.size()) - saved_bytes();
}

void MacroAssembler::leave() {
  auto bytes = static_cast<int32_t>(saved_bytes());
  add_constant(Register::sp, Register::sp, rest_of_frame());
  for (int32_t offset = bytes - 16; offset > 0; offset -= 16) {
    auto word = static_cast<uint32_t>(offset / 8);
    assembler_.ldp(saved_word(word), saved_word(word + 1), a64::ptr(a64::regs::sp, offset));
  }
  assembler_.ldp(saved_word(0), saved_word(1), a64::ptr_post(a64::regs::sp, bytes));
}

void MacroAssembler::ret(uint32_t argument_words) {
  add_constant(Register::sp, Register::sp, int64_t{8} * argument_words);
  assembler_.ret(gp64(kLink));
}

// The callee's arguments may reach down over the saved registers, and up to where the last of the
// own arguments is: so those go first, and the words move from the top down.
void MacroAssembler::leave_for_tail_call(uint32_t own_argument_words,
                                         uint32_t callee_argument_words) {
  if (own_argument_words == 0 && callee_argument_words == 0) {
    leave();
    return;
  }
  auto return_address =
      static_cast<int32_t>(frame_bytes_ + 8 * static_cast<uint32_t>(saved_.size() - 1));
  int32_t target = return_address + 8 * (1 + static_cast<int32_t>(own_argument_words) -
                                         static_cast<int32_t>(callee_argument_words));
  for (size_t i = 0; i < saved_.size(); ++i) {
    assembler_.ldr(gp64(saved_[i]), frame_word(return_address - static_cast<int32_t>(8 * i), 8));
  }
  for (auto word = static_cast<int32_t>(callee_argument_words); (word -= 2) >= 0;) {
    load_frame(loader::ValueType::V128, kFloatScratch, 8 * word);
    store_frame(loader::ValueType::V128, target + 8 * word, kFloatScratch);
  }
  add_constant(Register::sp, Register::sp, target);
}

void MacroAssembler::reserve_arguments(uint32_t words) {
  reserved_bytes_ = static_cast<int32_t>(8 * words);
  add_constant(Register::sp, Register::sp, -reserved_bytes_);
}

void MacroAssembler::frame_address(Register to, int32_t offset) {
  add_constant(to, Register::sp, offset + reserved_bytes_);
}

void MacroAssembler::zero_frame(int32_t offset, uint32_t words) {
  a64::Gp none = a64::regs::xzr;
  if (words > kLongestZeroRun) {
    Label next = new_label();
    auto bytes = static_cast<int32_t>(8 * (words & ~1u));
    frame_address(kScratch, offset);
    add_constant(kOperandScratch, kScratch, bytes);
    bind(next);
    assembler_.stp(none, none, a64::ptr_post(gp64(kScratch), 16));
    assembler_.cmp(gp64(kScratch), gp64(kOperandScratch));
    assembler_.b(CondCode::kNE, next);
    offset += bytes;
    words %= 2;
  }
  for (; words >= 2 && is_pair_offset(offset + reserved_bytes_); words -= 2, offset += 16) {
    assembler_.stp(none, none, a64::ptr(a64::regs::sp, offset + reserved_bytes_));
  }
  for (; words > 0; --words, offset += 8) assembler_.str(none, frame_word(offset, 8));
}

std::span<const std::byte> MacroAssembler::finish() {
  for (const Cold& each : cold_) emit_cold(each);
  emit_vector_constants();
  if (code_.hasUnresolvedLinks()) failed_ = true;
  const asmjit::CodeBuffer& buffer = code_.textSection()->buffer();
  return std::as_bytes(std::span(buffer.data(), buffer.size()));
}

// Positions.

void MacroAssembler::add_site(SiteKind kind, TrapReason reason) {
  sites_.push_back(
      {.code_offset = offset(), .wasm_offset = wasm_offset_, .kind = kind, .reason = reason});
}

void MacroAssembler::note_position() {
  add_site(SiteKind::Position);
}

// Moves.

void MacroAssembler::move(loader::ValueType type, Register to, Register from) {
  settle_test();
  if (to == from) return;
  if (is_float_class(type)) {
    move_float(to, from);
  } else {
    Width width = width_of(type);
    assembler_.mov(gp(width, to), gp(width, from));
  }
}

void MacroAssembler::move_constant(loader::ValueType type, Register to, uint64_t bits) {
  settle_test();
  if (width_of(type) == Width::W32) bits = static_cast<uint32_t>(bits);
  if (!is_float_class(type)) {
    load_integer_constant(to, bits);
  } else if (bits == 0) {
    clear_float(to);
  } else if (std::optional<double> value = float_immediate(type, bits)) {
    assembler_.fmov(fp(width_of(type), to), *value);
  } else {
    load_integer_constant(kOperandScratch, bits);
    reinterpret(type, to, kOperandScratch);
  }
}

void MacroAssembler::load_frame(loader::ValueType type, Register to, int32_t offset) {
  settle_test();
  load_plain(type, to, frame_word(offset, bytes_of(type)));
}

void MacroAssembler::store_frame(loader::ValueType type, int32_t offset, Register from) {
  store_plain(type, frame_word(offset, bytes_of(type)), from);
}

void MacroAssembler::store_frame_constant(loader::ValueType type, int32_t offset, uint64_t bits) {
  settle_test();
  if (type == loader::ValueType::V128) {
    zero_frame(offset, words_of(type));
    return;
  }
  Width width = width_of(type);
  if (width == Width::W32) bits = static_cast<uint32_t>(bits);
  a64::Gp value = zero(width);
  if (bits != 0) {
    load_integer_constant(kScratch, bits);
    value = gp(width, kScratch);
  }
  assembler_.str(value, frame_word(offset, bytes_of(type)));
}

void MacroAssembler::save_in_scratch(loader::ValueType type, Register from) {
  move(type, scratch(type), from);
}

// Branches.

void MacroAssembler::settle_test() {
  if (!zero_test_) return;
  assembler_.cmp(gp(zero_test_->width, zero_test_->reg), 0);
  zero_test_.reset();
}

void MacroAssembler::branch(CondCode condition, Label target) {
  if (!is_far_) {
    assembler_.b(condition, target);
    return;
  }
  Label skip = new_label();
  assembler_.b(asmjit::arm::negateCond(condition), skip);
  assembler_.b(target);
  bind(skip);
}

void MacroAssembler::branch_if_zero(Width width, Register reg, Label target) {
  if (!is_far_) {
    assembler_.cbz(gp(width, reg), target);
    return;
  }
  Label skip = new_label();
  assembler_.cbnz(gp(width, reg), skip);
  assembler_.b(target);
  bind(skip);
}

void MacroAssembler::branch_unless_zero(Width width, Register reg, Label target) {
  if (!is_far_) {
    assembler_.cbnz(gp(width, reg), target);
    return;
  }
  Label skip = new_label();
  assembler_.cbz(gp(width, reg), skip);
  assembler_.b(target);
  bind(skip);
}

void MacroAssembler::jump_if(Condition condition, Label target) {
  bool tests_zero = zero_test_ && (condition == Condition::Eq || condition == Condition::Ne);
  if (!tests_zero) {
    settle_test();
    branch(condition_code(condition), target);
    return;
  }
  ZeroTest test = *std::exchange(zero_test_, std::nullopt);
  if (condition == Condition::Eq) {
    branch_if_zero(test.width, test.reg, target);
  } else {
    branch_unless_zero(test.width, test.reg, target);
  }
}

void MacroAssembler::jump(Label target) {
  assembler_.b(target);
}

/// The table is a branch to each target, which reaches further than a word of data could say and
/// needs no load. An index that was only guessed to be below the bound becomes zero.
void MacroAssembler::jump_table(Register index, std::span<const Label> targets) {
  uint32_t count = static_cast<uint32_t>(targets.size() - 1);
  Label otherwise = targets.back();
  if (count <= kLongestTargetChain) {
    for (uint32_t i = 0; i < count; ++i) {
      if (i == 0) {
        branch_if_zero(Width::W32, index, targets[i]);
        continue;
      }
      assembler_.cmp(gp32(index), i);
      branch(CondCode::kEQ, targets[i]);
    }
    assembler_.b(otherwise);
    return;
  }
  Label table = new_label();
  compare(Width::W32, index, Operand::of_constant(count));
  branch(CondCode::kHS, otherwise);
  mask_index(Width::W32, index);
  assembler_.adr(gp64(kScratch), table);
  assembler_.add(gp64(kScratch), gp64(kScratch), gp64(index), a64::lsl(2));
  assembler_.br(gp64(kScratch));
  bind(table);
  for (Label target : targets.first(count)) assembler_.b(target);
}

/// After an unsigned comparison of the index with its bound that let it through.
void MacroAssembler::mask_index(Width width, Register index) {
  assembler_.csel(gp(width, index), gp(width, index), zero(width), CondCode::kLO);
  assembler_.hint(kSpeculationBarrierHint);
}

// Calls.

void MacroAssembler::call_fixed(uint32_t instruction, uint32_t function) {
  fixups_.push_back({.code_offset = offset(), .function = function});
  assembler_.embed(&instruction, sizeof(instruction));
}

void MacroAssembler::resolve_call(std::span<std::byte> code,
                                  uint32_t code_offset,
                                  uint32_t target) {
  constexpr uint32_t kDisplacementMask = (1 << 26) - 1;
  uint32_t instruction;
  std::memcpy(&instruction, code.data() + code_offset, sizeof instruction);
  instruction |= (target - code_offset) >> 2 & kDisplacementMask;
  std::memcpy(code.data() + code_offset, &instruction, sizeof instruction);
}

void MacroAssembler::note_call() {
  reserved_bytes_ = 0;
  add_site(SiteKind::Call);
}

void MacroAssembler::call_at(const a64::Mem& code) {
  assembler_.ldr(gp64(kScratch), code);
  assembler_.blr(gp64(kScratch));
  note_call();
}

void MacroAssembler::jump_at(const a64::Mem& code) {
  assembler_.ldr(gp64(kScratch), code);
  assembler_.br(gp64(kScratch));
}

void MacroAssembler::call_function(uint32_t function) {
  call_fixed(kBranchWithLink, function);
  note_call();
}

void MacroAssembler::tail_call_function(uint32_t function) {
  call_fixed(kBranch, function);
}

void MacroAssembler::call_import(uint32_t function) {
  call_at(instance_field(layout_.import_offset(function) + offsetof(ImportEntry, code), 8));
}

void MacroAssembler::tail_call_import(uint32_t function) {
  jump_at(instance_field(layout_.import_offset(function) + offsetof(ImportEntry, code), 8));
}

void MacroAssembler::call_reference() {
  call_at(at(kCallIndex, offsetof(FunctionRecord, code), 8));
}

void MacroAssembler::tail_call_reference() {
  jump_at(at(kCallIndex, offsetof(FunctionRecord, code), 8));
}

/// Checks the table index in kCallIndex and leaves the element's address there.
void MacroAssembler::find_element(uint32_t table) {
  constexpr Register index = kCallIndex;
  uint32_t slot = layout_.table_offset(table);
  if (table_is_fixed(module_, table)) {
    bool is_wide = module_.tables[table].index == loader::IndexType::I64;
    auto length = static_cast<int64_t>(module_.tables[table].limits.min);
    compare(is_wide ? Width::W64 : Width::W32, index, Operand::of_constant(length));
  } else {
    assembler_.ldr(gp64(kScratch), instance_field(slot + offsetof(TableSlot, shared), 8));
    assembler_.ldr(gp64(kOperandScratch), at(kScratch, offsetof(TableData, length), 8));
    assembler_.cmp(gp64(index), gp64(kOperandScratch));
  }
  branch(CondCode::kHS, cold_trap(TrapReason::UndefinedElement));
  mask_index(Width::W64, index);
  if (table_is_fixed(module_, table)) {
    assembler_.ldr(gp64(kScratch), instance_field(slot + offsetof(TableSlot, entries), 8));
  } else {
    assembler_.ldr(gp64(kScratch), at(kScratch, offsetof(TableData, entries), 8));
  }
  assembler_.add(gp64(index), gp64(kScratch), gp64(index), a64::lsl(5));
  static_assert(sizeof(TableEntry) == 1 << 5);
}

void MacroAssembler::check_element(uint32_t table, uint32_t type_id) {
  find_element(table);
  Cold mismatch = {
      .kind = ColdKind::IndirectCall, .entry = new_label(), .wasm_offset = wasm_offset_};
  assembler_.ldr(gp32(kScratch), at(kCallIndex, offsetof(TableEntry, type_id), 4));
  compare(Width::W32, kScratch, Operand::of_constant(type_id));
  branch(CondCode::kNE, mismatch.entry);
  cold_.push_back(mismatch);
}

void MacroAssembler::call_element() {
  call_at(at(kCallIndex, offsetof(TableEntry, code), 8));
}

void MacroAssembler::tail_call_element() {
  jump_at(at(kCallIndex, offsetof(TableEntry, code), 8));
}

void MacroAssembler::check_changing_element(uint32_t table, uint32_t type_id) {
  find_element(table);
  assembler_.ldr(gp64(kCallIndex), at(kCallIndex, offsetof(TableEntry, record), 8));
  branch_if_zero(Width::W64, kCallIndex, cold_trap(TrapReason::UninitializedElement));
  assembler_.ldr(gp32(kScratch), at(kCallIndex, offsetof(FunctionRecord, type_id), 4));
  compare(Width::W32, kScratch, Operand::of_constant(type_id));
  branch(CondCode::kNE, cold_trap(TrapReason::IndirectCallTypeMismatch));
}

Register MacroAssembler::builtin_argument(uint32_t i) {
  constexpr Register kArguments[] = {x1, x2, x3, x4};
  return kArguments[i];
}

void MacroAssembler::call_builtin(Builtin builtin, bool may_trap) {
  assembler_.mov(gp64(x0), gp64(kInstance));
  call_at(instance_field(InstanceLayout::builtin_offset(builtin), 8));
  if (!may_trap) return;
  Cold cold = {.kind = ColdKind::BuiltinTrap, .entry = new_label(), .wasm_offset = wasm_offset_};
  assembler_.cmp(gp64(kBuiltinResult), 0);
  branch(CondCode::kLT, cold.entry);
  cold_.push_back(cold);
}

void MacroAssembler::load_payload(loader::ValueType type,
                                  Register to,
                                  Register exception,
                                  uint32_t word) {
  load_plain(type, to, at(exception, sizeof(Exception) + int64_t{8} * word, bytes_of(type)));
}

// Traps and code out of line.

void MacroAssembler::trap_if(Condition condition, TrapReason reason) {
  jump_if(condition, cold_trap(reason));
}

void MacroAssembler::trap(TrapReason reason) {
  add_site(SiteKind::Trap, reason);
  assembler_.udf(static_cast<uint32_t>(reason));
}

void MacroAssembler::poll() {
  assembler_.ldr(gp64(kScratch), instance_field(offsetof(InstanceData, stack_limit), 8));
  branch_if_zero(Width::W64, kScratch, cold_trap(TrapReason::Unreachable));
}

asmjit::Label MacroAssembler::cold_trap(TrapReason reason) {
  if (!cold_.empty() && cold_.back().kind == ColdKind::Trap && cold_.back().reason == reason &&
      cold_.back().wasm_offset == wasm_offset_) {
    return cold_.back().entry;
  }
  cold_.push_back({.kind = ColdKind::Trap,
                   .reason = reason,
                   .entry = new_label(),
                   .wasm_offset = wasm_offset_});
  return cold_.back().entry;
}

asmjit::Label MacroAssembler::cold_out_of_bounds(Address address) {
  cold_.push_back({.kind = ColdKind::OutOfBounds,
                   .entry = new_label(),
                   .wasm_offset = wasm_offset_,
                   .address = address});
  return cold_.back().entry;
}

void MacroAssembler::emit_cold(const Cold& cold) {
  wasm_offset_ = cold.wasm_offset;
  bind(cold.entry);
  switch (cold.kind) {
    case ColdKind::Trap:
      trap(cold.reason);
      break;
    case ColdKind::OutOfBounds:
      effective_address(kScratch, cold.address.index, cold.address.offset);
      add_site(SiteKind::BoundsCheck, TrapReason::MemoryOutOfBounds);
      assembler_.udf(static_cast<uint32_t>(TrapReason::MemoryOutOfBounds));
      break;
    case ColdKind::Truncate:
      emit_cold_truncate(cold);
      break;
    case ColdKind::BuiltinTrap:
      for (TrapReason reason : kBuiltinTraps) {
        Label next = new_label();
        assembler_.cmn(gp64(kBuiltinResult), static_cast<uint32_t>(reason));
        assembler_.b(CondCode::kNE, next);
        trap(reason);
        bind(next);
      }
      trap(TrapReason::HostTrap);
      break;
    case ColdKind::IndirectCall: {
      Label mismatch = new_label();
      assembler_.ldr(gp32(kScratch), at(kCallIndex, offsetof(TableEntry, type_id), 4));
      assembler_.cbnz(gp32(kScratch), mismatch);
      trap(TrapReason::UninitializedElement);
      bind(mismatch);
      trap(TrapReason::IndirectCallTypeMismatch);
      break;
    }
  }
}

}  // namespace wali::jit::aarch64
