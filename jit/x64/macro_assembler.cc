#include "jit/x64/macro_assembler.h"

#include <cstddef>
#include <cstring>

#include "jit/x64/operands.h"

namespace wali::jit::x64 {

using asmjit::imm;
using asmjit::x86::CondCode;

namespace {

constexpr uint32_t kLongestTargetChain = 4;
constexpr uint32_t kLongestZeroRun = 16;  // words

/// What a builtin may ask its caller to raise.
constexpr TrapReason kBuiltinTraps[] = {
    TrapReason::MemoryOutOfBounds,
    TrapReason::TableOutOfBounds,
    TrapReason::UnalignedAtomic,
    TrapReason::ExpectedSharedMemory,
    TrapReason::MappedFileTooShort,
};

}  // namespace

asmjit::x86::CondCode condition_code(Condition condition) {
  constexpr CondCode kCodes[] = {
      CondCode::kE,
      CondCode::kNE,
      CondCode::kL,
      CondCode::kB,
      CondCode::kG,
      CondCode::kA,
      CondCode::kLE,
      CondCode::kBE,
      CondCode::kGE,
      CondCode::kAE,
  };
  return kCodes[static_cast<uint8_t>(condition)];
}

MacroAssembler::MacroAssembler(const InstanceLayout& layout,
                               const loader::Module& module,
                               const CompileOptions& options)
    : layout_(layout), module_(module), cpu_(Cpu::of(options.cpu)), bounds_(options.bounds) {}

void MacroAssembler::handleError(asmjit::Error, const char*, asmjit::BaseEmitter*) {
  failed_ = true;
}

// Frame.

void MacroAssembler::begin(uint32_t frame_bytes,
                           std::span<const Register> saved,
                           bool check_stack,
                           uint32_t wasm_offset) {
  code_.reset(asmjit::ResetPolicy::kSoft);
  code_.init(asmjit::Environment(asmjit::Arch::kX64));
  code_.setErrorHandler(this);
  code_.attach(&assembler_);
  sites_.clear();
  fixups_.clear();
  cold_.clear();
  jump_tables_.clear();
  vector_constants_.clear();
  saved_.assign(saved.begin(), saved.end());
  frame_bytes_ = frame_bytes;
  reserved_bytes_ = 0;
  wasm_offset_ = wasm_offset;
  failed_ = false;

  for (Register each : saved_) assembler_.push(gp64(each));
  if (frame_bytes_ != 0) assembler_.sub(asmjit::x86::rsp, frame_bytes_);
  if (check_stack) {
    assembler_.cmp(asmjit::x86::rsp, instance_field(offsetof(InstanceData, stack_limit), 8));
    assembler_.jb(cold_trap(TrapReason::StackExhausted));
  }
}

std::span<const std::byte> MacroAssembler::finish() {
  for (const Cold& each : cold_) emit_cold(each);
  for (const JumpTable& each : jump_tables_) {
    assembler_.align(asmjit::AlignMode::kData, 4);
    assembler_.bind(each.table);
    for (Label target : each.targets) assembler_.embedLabelDelta(target, each.table, 4);
  }
  if (!vector_constants_.empty()) assembler_.align(asmjit::AlignMode::kData, 16);
  for (const VectorConstant& each : vector_constants_) {
    assembler_.bind(each.label);
    assembler_.embedUInt64(each.low);
    assembler_.embedUInt64(each.high);
  }
  if (code_.hasUnresolvedLinks()) failed_ = true;
  const asmjit::CodeBuffer& buffer = code_.textSection()->buffer();
  return std::as_bytes(std::span(buffer.data(), buffer.size()));
}

void MacroAssembler::zero_frame(int32_t offset, uint32_t words) {
  if (words == 0) return;
  if (words == 1) {
    assembler_.mov(frame_word(offset, 8), 0);
    return;
  }
  clear_float(kFloatScratch);
  uint32_t pairs = words / 2;
  if (words <= kLongestZeroRun) {
    for (uint32_t i = 0; i < pairs; ++i) {
      assembler_.movups(frame_word(offset + static_cast<int32_t>(16 * i), 16), xmm(kFloatScratch));
    }
  } else {
    int32_t bytes = static_cast<int32_t>(16 * pairs);
    Label next = new_label();
    assembler_.mov(gp64(kScratch), -bytes);
    bind(next);
    assembler_.movups(asmjit::x86::ptr(asmjit::x86::rsp, gp64(kScratch), 0, offset + bytes, 16),
                      xmm(kFloatScratch));
    assembler_.add(gp64(kScratch), 16);
    assembler_.jnz(next);
  }
  if (words % 2 != 0) {
    int32_t last = offset + static_cast<int32_t>(8 * (words - 1));
    assembler_.movq(frame_word(last, 8), xmm(kFloatScratch));
  }
}

void MacroAssembler::leave() {
  if (frame_bytes_ != 0) assembler_.add(asmjit::x86::rsp, frame_bytes_);
  for (size_t i = saved_.size(); i-- > 0;) assembler_.pop(gp64(saved_[i]));
}

void MacroAssembler::ret(uint32_t argument_words) {
  argument_words == 0 ? assembler_.ret() : assembler_.ret(8 * argument_words);
}

// The callee's arguments may reach down over the saved registers and the return address, and up to
// where the last of the own arguments is: so those go first, and the words move from the top down.
void MacroAssembler::leave_for_tail_call(uint32_t own_argument_words,
                                         uint32_t callee_argument_words) {
  if (own_argument_words == 0 && callee_argument_words == 0) {
    leave();
    return;
  }
  auto saved_count = static_cast<int32_t>(saved_.size());
  int32_t return_address = static_cast<int32_t>(frame_bytes_) + 8 * saved_count;
  int32_t target = return_address + 8 * (static_cast<int32_t>(own_argument_words) -
                                         static_cast<int32_t>(callee_argument_words));
  assembler_.movq(xmm(kFloatScratch), frame_word(return_address, 8));
  for (int32_t i = 0; i < saved_count; ++i) {
    assembler_.mov(gp64(saved_[static_cast<size_t>(i)]),
                   frame_word(return_address - 8 * (i + 1), 8));
  }
  for (int32_t word = static_cast<int32_t>(callee_argument_words); word-- > 0;) {
    assembler_.mov(gp64(kScratch), frame_word(8 * word, 8));
    assembler_.mov(frame_word(target + 8 + 8 * word, 8), gp64(kScratch));
  }
  assembler_.movq(frame_word(target, 8), xmm(kFloatScratch));
  assembler_.add(asmjit::x86::rsp, target);
}

void MacroAssembler::reserve_arguments(uint32_t words) {
  if (words == 0) return;
  reserved_bytes_ = static_cast<int32_t>(8 * words);
  assembler_.sub(asmjit::x86::rsp, reserved_bytes_);
}

asmjit::x86::Mem MacroAssembler::frame_word(int32_t offset, uint32_t bytes) const {
  return asmjit::x86::ptr(asmjit::x86::rsp, offset + reserved_bytes_, bytes);
}

void MacroAssembler::frame_address(Register to, int32_t offset) {
  assembler_.lea(gp64(to), frame_word(offset, 8));
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
  if (to == from) return;
  if (is_float_class(type)) {
    move_float(to, from);
  } else {
    Width width = width_of(type);
    assembler_.mov(gp(width, to), gp(width, from));
  }
}

void MacroAssembler::load_integer_constant(Register to, uint64_t bits) {
  if (bits <= UINT32_MAX) {
    assembler_.mov(gp32(to), static_cast<uint32_t>(bits));
  } else {
    assembler_.mov(gp64(to), static_cast<int64_t>(bits));
  }
}

void MacroAssembler::move_constant(loader::ValueType type, Register to, uint64_t bits) {
  if (width_of(type) == Width::W32) bits = static_cast<uint32_t>(bits);
  if (is_float_class(type)) {
    if (bits == 0) {
      clear_float(to);
      return;
    }
    load_integer_constant(kScratch, bits);
    reinterpret(type, to, kScratch);
  } else if (bits == 0) {
    assembler_.xor_(gp32(to), gp32(to));
  } else {
    load_integer_constant(to, bits);
  }
}

void MacroAssembler::load_frame(loader::ValueType type, Register to, int32_t offset) {
  load_plain(type, to, frame_word(offset, bytes_of(type)));
}

void MacroAssembler::store_frame(loader::ValueType type, int32_t offset, Register from) {
  store_plain(type, frame_word(offset, bytes_of(type)), from);
}

void MacroAssembler::store_frame_constant(loader::ValueType type, int32_t offset, uint64_t bits) {
  if (type == loader::ValueType::V128) {
    zero_frame(offset, words_of(type));
  } else if (width_of(type) == Width::W32) {
    assembler_.mov(frame_word(offset, 4), static_cast<int32_t>(bits));
  } else if (is_immediate(static_cast<int64_t>(bits))) {
    assembler_.mov(frame_word(offset, 8), static_cast<int32_t>(bits));
  } else {
    load_integer_constant(kScratch, bits);
    assembler_.mov(frame_word(offset, 8), gp64(kScratch));
  }
}

void MacroAssembler::save_in_scratch(loader::ValueType type, Register from) {
  move(type, scratch(type), from);
}

// Jumps.

void MacroAssembler::jump_if(Condition condition, Label target) {
  assembler_.j(condition_code(condition), target);
}

void MacroAssembler::jump(Label target) {
  assembler_.jmp(target);
}

void MacroAssembler::jump_table(Register index, std::span<const Label> targets) {
  uint32_t count = static_cast<uint32_t>(targets.size() - 1);
  Label otherwise = targets.back();
  if (count <= kLongestTargetChain) {
    for (uint32_t i = 0; i < count; ++i) {
      assembler_.cmp(gp32(index), i);
      assembler_.je(targets[i]);
    }
    assembler_.jmp(otherwise);
    return;
  }
  assembler_.cmp(gp32(index), static_cast<int32_t>(count));
  assembler_.jae(otherwise);
  Label table = new_label();
  emit_jump_table(index, table);
  jump_tables_.push_back({.table = table, .targets = {targets.begin(), targets.end() - 1}});
}

/// The flags are those of comparing the index with its bound. All ones from them where the index is
/// below it, zero where the processor only guessed so: a mispredicted bound then reads no further
/// than the first entry.
void MacroAssembler::emit_jump_table(Register index, Label table) {
  assembler_.sbb(gp32(kScratch), gp32(kScratch));
  assembler_.and_(gp32(index), gp32(kScratch));
  assembler_.lea(gp64(kScratch), asmjit::x86::ptr(table));
  assembler_.movsxd(gp64(index), asmjit::x86::ptr(gp64(kScratch), gp64(index), 2, 0, 4));
  assembler_.add(gp64(kScratch), gp64(index));
  assembler_.jmp(gp64(kScratch));
}

// Calls.

void MacroAssembler::call_fixed(uint8_t opcode, uint32_t function) {
  const uint8_t instruction[] = {opcode, 0, 0, 0, 0};
  fixups_.push_back({.code_offset = offset() + 1, .function = function});
  assembler_.embed(instruction, sizeof(instruction));
}

void MacroAssembler::resolve_call(std::span<std::byte> code,
                                  uint32_t code_offset,
                                  uint32_t target) {
  auto displacement = static_cast<int32_t>(target - (code_offset + 4));
  std::memcpy(code.data() + code_offset, &displacement, sizeof displacement);
}

void MacroAssembler::note_call() {
  reserved_bytes_ = 0;
  add_site(SiteKind::Call);
}

void MacroAssembler::call_function(uint32_t function) {
  call_fixed(0xe8, function);
  note_call();
}

void MacroAssembler::tail_call_function(uint32_t function) {
  call_fixed(0xe9, function);
}

void MacroAssembler::call_import(uint32_t function) {
  assembler_.call(instance_field(layout_.import_offset(function) + offsetof(ImportEntry, code), 8));
  note_call();
}

void MacroAssembler::tail_call_import(uint32_t function) {
  assembler_.jmp(instance_field(layout_.import_offset(function) + offsetof(ImportEntry, code), 8));
}

void MacroAssembler::call_reference() {
  assembler_.call(at(kCallIndex, offsetof(FunctionRecord, code), 8));
  note_call();
}

void MacroAssembler::tail_call_reference() {
  assembler_.jmp(at(kCallIndex, offsetof(FunctionRecord, code), 8));
}

/// Checks the table index in kCallIndex and leaves the element's address there.
void MacroAssembler::find_element(uint32_t table) {
  constexpr Register index = kCallIndex;
  uint32_t slot = layout_.table_offset(table);
  bool is_fixed = table_is_fixed(module_, table);
  asmjit::x86::Mem shared = instance_field(slot + offsetof(TableSlot, shared), 8);
  if (is_fixed) {
    Width width = module_.tables[table].index == loader::IndexType::I64 ? Width::W64 : Width::W32;
    assembler_.cmp(gp(width, index), static_cast<int32_t>(module_.tables[table].limits.min));
  } else {
    assembler_.mov(gp64(kScratch), shared);
    assembler_.cmp(gp64(index), at(kScratch, offsetof(TableData, length), 8));
  }
  assembler_.jae(cold_trap(TrapReason::UndefinedElement));
  assembler_.sbb(gp64(kScratch), gp64(kScratch));  // zero if the bound was mispredicted
  assembler_.and_(gp64(index), gp64(kScratch));
  assembler_.shl(gp64(index), 5);
  static_assert(sizeof(TableEntry) == 1 << 5);
  if (is_fixed) {
    assembler_.add(gp64(index), instance_field(slot + offsetof(TableSlot, entries), 8));
  } else {
    assembler_.mov(gp64(kScratch), shared);
    assembler_.add(gp64(index), at(kScratch, offsetof(TableData, entries), 8));
  }
}

void MacroAssembler::check_element(uint32_t table, uint32_t type_id) {
  find_element(table);
  assembler_.cmp(at(kCallIndex, offsetof(TableEntry, type_id), 4), static_cast<int32_t>(type_id));
  Cold mismatch = {
      .kind = ColdKind::IndirectCall, .entry = new_label(), .wasm_offset = wasm_offset_};
  assembler_.jne(mismatch.entry);
  cold_.push_back(mismatch);
}

void MacroAssembler::call_element() {
  assembler_.call(at(kCallIndex, offsetof(TableEntry, code), 8));
  note_call();
}

void MacroAssembler::tail_call_element() {
  assembler_.jmp(at(kCallIndex, offsetof(TableEntry, code), 8));
}

void MacroAssembler::check_changing_element(uint32_t table, uint32_t type_id) {
  find_element(table);
  assembler_.mov(gp64(kCallIndex), at(kCallIndex, offsetof(TableEntry, record), 8));
  assembler_.test(gp64(kCallIndex), gp64(kCallIndex));
  assembler_.jz(cold_trap(TrapReason::UninitializedElement));
  assembler_.cmp(at(kCallIndex, offsetof(FunctionRecord, type_id), 4),
                 static_cast<int32_t>(type_id));
  assembler_.jne(cold_trap(TrapReason::IndirectCallTypeMismatch));
}

Register MacroAssembler::builtin_argument(uint32_t i) {
  constexpr Register kArguments[] = {rsi, rdx, rcx, r8};
  return kArguments[i];
}

void MacroAssembler::call_builtin(Builtin builtin, bool may_trap) {
  assembler_.mov(asmjit::x86::rdi, gp64(kInstance));
  assembler_.call(instance_field(InstanceLayout::builtin_offset(builtin), 8));
  add_site(SiteKind::Call);
  if (!may_trap) return;
  Cold cold = {.kind = ColdKind::BuiltinTrap, .entry = new_label(), .wasm_offset = wasm_offset_};
  assembler_.test(gp64(kBuiltinResult), gp64(kBuiltinResult));
  assembler_.js(cold.entry);
  cold_.push_back(cold);
}

void MacroAssembler::load_payload(loader::ValueType type,
                                  Register to,
                                  Register exception,
                                  uint32_t word) {
  load_plain(type, to, at(exception, sizeof(Exception) + size_t{8} * word, bytes_of(type)));
}

// Traps and code out of line.

void MacroAssembler::trap_if(Condition condition, TrapReason reason) {
  assembler_.j(condition_code(condition), cold_trap(reason));
}

void MacroAssembler::trap(TrapReason reason) {
  add_site(SiteKind::Trap, reason);
  assembler_.ud2();
}

void MacroAssembler::poll() {
  assembler_.cmp(instance_field(offsetof(InstanceData, stack_limit), 8), 0);
  assembler_.je(cold_trap(TrapReason::Unreachable));
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
      assembler_.ud2();
      break;
    case ColdKind::Truncate:
      emit_cold_truncate(cold);
      break;
    case ColdKind::BuiltinTrap:
      for (TrapReason reason : kBuiltinTraps) {
        Label next = new_label();
        assembler_.cmp(gp64(kBuiltinResult), -static_cast<int32_t>(reason));
        assembler_.short_().jne(next);
        trap(reason);
        bind(next);
      }
      trap(TrapReason::HostTrap);
      break;
    case ColdKind::IndirectCall: {
      Label mismatch = new_label();
      assembler_.cmp(at(kCallIndex, offsetof(TableEntry, type_id), 4), 0);
      assembler_.short_().jne(mismatch);
      trap(TrapReason::UninitializedElement);
      bind(mismatch);
      trap(TrapReason::IndirectCallTypeMismatch);
      break;
    }
  }
}

}  // namespace wali::jit::x64
