#include <cstddef>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

namespace x86 = asmjit::x86;

// Addresses.

bool MacroAssembler::checks_bounds(uint32_t memory) const {
  return bounds_ == BoundsMode::Explicit ||
         module_.memories[memory].index == loader::IndexType::I64;
}

/// Only the index is compared with the size, which another thread may have raised. The offset and
/// the width reach at most the inaccessible pages behind the memory, where the access faults;
/// whole pages of a larger offset come off the size first.
Address MacroAssembler::check_bounds(Address address) {
  constexpr uint64_t kWidestAccess = 16;
  if (!checks_bounds(address.memory)) return address;
  if (address.offset >= memory::kMaxMemoryBytes) {
    assembler_.jmp(cold_out_of_bounds(address));
    return {.memory = address.memory};
  }
  uint64_t pages = address.offset / loader::kPageSize;
  bool is_constant = address.index == kNone;
  if (is_constant && pages < module_.memories[address.memory].limits.min) return address;
  Label out_of_bounds = cold_out_of_bounds(address);
  x86::Mem size = at(kScratch, offsetof(MemoryData, byte_size), 8);
  assembler_.mov(gp64(kScratch), instance_field(layout_.memory_offset(address.memory), 8));
  if (!is_constant && address.offset + kWidestAccess <= memory::kExplicitGuard) {
    assembler_.cmp(gp64(address.index), size);
    assembler_.jae(out_of_bounds);
    return address;
  }
  assembler_.mov(gp64(kScratch), size);
  assembler_.shr(gp64(kScratch), 16);
  assembler_.sub(gp64(kScratch), static_cast<int32_t>(pages));
  assembler_.jbe(out_of_bounds);
  if (!is_constant) {
    assembler_.shl(gp64(kScratch), 16);
    assembler_.cmp(gp64(address.index), gp64(kScratch));
    assembler_.jae(out_of_bounds);
  }
  static_assert(loader::kPageSize == 1 << 16 &&
                loader::kPageSize + kWidestAccess <= memory::kExplicitGuard);
  return address;
}

bool MacroAssembler::needs_scratch(Address address) {
  return address.memory != 0 || address.offset > INT32_MAX;
}

/// An operand for `address`; the scratch register is part of it if `needs_scratch`.
x86::Mem MacroAssembler::memory_operand(Address address, uint32_t bytes) {
  Register base = kMemoryBase;
  if (address.memory != 0) {
    base = kScratch;
    assembler_.mov(gp64(base), instance_field(layout_.memory_offset(address.memory), 8));
    assembler_.mov(gp64(base), at(base, offsetof(MemoryData, base), 8));
    for (; address.offset > INT32_MAX; address.offset -= INT32_MAX) {
      assembler_.lea(gp64(base), at(base, INT32_MAX, 8));
    }
  } else if (address.offset > INT32_MAX) {
    effective_address(kScratch, address.index, address.offset);
    return x86::ptr(gp64(base), gp64(kScratch), 0, 0, bytes);
  }
  int32_t displacement = static_cast<int32_t>(address.offset);
  if (address.index == kNone) return x86::ptr(gp64(base), displacement, bytes);
  return x86::ptr(gp64(base), gp64(address.index), 0, displacement, bytes);
}

void MacroAssembler::effective_address(Register to, Register index, uint64_t offset) {
  if (index == kNone) {
    load_integer_constant(to, offset);
  } else if (offset == 0) {
    if (to != index) assembler_.mov(gp64(to), gp64(index));
  } else if (offset <= INT32_MAX) {
    assembler_.lea(gp64(to), at(index, offset, 8));
  } else {
    load_integer_constant(kScratch, offset);
    assembler_.lea(gp64(to), x86::ptr(gp64(kScratch), gp64(index)));
  }
}

// Loads and stores.

/// A value of the whole width of its type.
void MacroAssembler::load_plain(loader::ValueType type, Register to, const x86::Mem& source) {
  if (!is_float_class(type)) {
    assembler_.mov(gp(width_of(type), to), source);
  } else if (bytes_of(type) == 4) {
    assembler_.movss(xmm(to), source);
  } else if (bytes_of(type) == 8) {
    assembler_.movsd(xmm(to), source);
  } else {
    assembler_.movups(xmm(to), source);
  }
}

void MacroAssembler::store_plain(loader::ValueType type, const x86::Mem& target, Register from) {
  if (!is_float_class(type)) {
    assembler_.mov(target, gp(width_of(type), from));
  } else if (bytes_of(type) == 4) {
    assembler_.movss(target, xmm(from));
  } else if (bytes_of(type) == 8) {
    assembler_.movsd(target, xmm(from));
  } else {
    assembler_.movups(target, xmm(from));
  }
}

void MacroAssembler::load_integer(MemoryShape shape, Register to, const x86::Mem& source) {
  add_site(SiteKind::MemoryAccess);
  x86::Gp wide = gp(width_of(shape.type), to);
  if (shape.bytes == 8) {
    assembler_.mov(gp64(to), source);
  } else if (shape.bytes == 4) {
    if (shape.sign_extend && shape.type == loader::ValueType::I64) {
      assembler_.movsxd(wide, source);
    } else {
      assembler_.mov(gp32(to), source);
    }
  } else if (shape.sign_extend) {
    assembler_.movsx(wide, source);
  } else {
    assembler_.movzx(gp32(to), source);
  }
}

void MacroAssembler::load(MemoryShape shape, Register to, Address address) {
  x86::Mem source = memory_operand(address, shape.bytes);
  if (!is_float_class(shape.type)) {
    load_integer(shape, to, source);
    return;
  }
  add_site(SiteKind::MemoryAccess);
  load_plain(shape.type, to, source);
}

void MacroAssembler::store(MemoryShape shape, Address address, Operand value) {
  bool is_wide_constant =
      value.kind == Operand::Kind::Constant && shape.bytes == 8 && !is_immediate(value.constant);
  if (is_wide_constant || value.kind == Operand::Kind::Frame) {
    store_through_float(shape, address, value);
    return;
  }
  x86::Mem target = memory_operand(address, shape.bytes);
  add_site(SiteKind::MemoryAccess);
  if (value.kind == Operand::Kind::Constant) {
    switch (shape.bytes) {
      case 1:
        assembler_.mov(target, static_cast<int8_t>(value.constant));
        break;
      case 2:
        assembler_.mov(target, static_cast<int16_t>(value.constant));
        break;
      default:
        assembler_.mov(target, static_cast<int32_t>(value.constant));
        break;
    }
  } else if (!is_xmm(value.reg)) {
    assembler_.mov(target, gp_of_bytes(shape.bytes, value.reg));
  } else {
    store_plain(shape.type, target, value.reg);
  }
}

/// Stores what no instruction stores directly. The address may take the integer scratch register,
/// so the value waits in the other one.
void MacroAssembler::store_through_float(MemoryShape shape, Address address, Operand value) {
  x86::Xmm scratch = xmm(kFloatScratch);
  if (value.kind == Operand::Kind::Frame) {
    assembler_.movq(scratch, frame_word(value.offset, 8));
  } else {
    load_integer_constant(kScratch, static_cast<uint64_t>(value.constant));
    if (!needs_scratch(address)) {
      x86::Mem target = memory_operand(address, 8);
      add_site(SiteKind::MemoryAccess);
      assembler_.mov(target, gp64(kScratch));
      return;
    }
    assembler_.movq(scratch, gp64(kScratch));
  }
  x86::Mem target = memory_operand(address, shape.bytes);
  add_site(SiteKind::MemoryAccess);
  switch (shape.bytes) {
    case 1:
      assembler_.pextrb(target, scratch, 0);
      break;
    case 2:
      assembler_.pextrw(target, scratch, 0);
      break;
    case 4:
      assembler_.movd(target, scratch);
      break;
    default:
      assembler_.movq(target, scratch);
      break;
  }
}

void MacroAssembler::memory_size(uint32_t memory, Register to) {
  assembler_.mov(gp64(kScratch), instance_field(layout_.memory_offset(memory), 8));
  assembler_.mov(gp64(to), at(kScratch, offsetof(MemoryData, byte_size), 8));
  assembler_.shr(gp64(to), 16);
  static_assert(loader::kPageSize == 1 << 16);
}

// Atomics: at the address in the scratch register.

/// An unaligned address traps as such even where it is also out of bounds, which a fault or a check
/// would tell only later.
void MacroAssembler::atomic_address(MemoryShape shape, Address address) {
  bool checks = checks_bounds(address.memory);
  if (checks) {
    if (shape.bytes != 1) {
      effective_address(kScratch, address.index, address.offset);
      check_alignment(shape);
    }
    address = check_bounds(address);
  }
  assembler_.lea(gp64(kScratch), memory_operand(address, shape.bytes));
  // The bases of memories are aligned to more than any access.
  if (!checks && shape.bytes != 1) check_alignment(shape);
}

/// Of the address in the scratch register.
void MacroAssembler::check_alignment(MemoryShape shape) {
  assembler_.test(gp8(kScratch), shape.bytes - 1);
  assembler_.jnz(cold_trap(TrapReason::UnalignedAtomic));
}

void MacroAssembler::atomic_load(MemoryShape shape, Register to) {
  load_integer(shape, to, at(kScratch, 0, shape.bytes));
}

void MacroAssembler::atomic_store(MemoryShape shape, Register value) {
  add_site(SiteKind::MemoryAccess);
  assembler_.mov(at(kScratch, 0, shape.bytes), gp_of_bytes(shape.bytes, value));
  fence();
}

/// A locked instruction that changes nothing orders like `mfence` and takes less time.
void MacroAssembler::fence() {
  assembler_.lock().or_(frame_word(0, 4), 0);
}

void MacroAssembler::extend_narrow(MemoryShape shape, Register reg) {
  if (shape.bytes < 4) assembler_.movzx(gp32(reg), gp_of_bytes(shape.bytes, reg));
}

Constraint MacroAssembler::atomic_constraint(AtomicOperation operation) const {
  switch (operation) {
    case AtomicOperation::And:
    case AtomicOperation::Or:
    case AtomicOperation::Xor:
      return {.result = rax, .clobbers = 1u << index_of(rax), .temporary = true};
    default:
      return {};
  }
}

void MacroAssembler::atomic_rmw(
    AtomicOperation operation, MemoryShape shape, Register to, Register value, Register temporary) {
  Width width = shape.bytes == 8 ? Width::W64 : Width::W32;
  x86::Mem target = at(kScratch, 0, shape.bytes);
  switch (operation) {
    case AtomicOperation::Add:
    case AtomicOperation::Sub:
    case AtomicOperation::Xchg:
      assembler_.mov(gp(width, to), gp(width, value));
      if (operation == AtomicOperation::Sub) assembler_.neg(gp(width, to));
      add_site(SiteKind::MemoryAccess);
      if (operation == AtomicOperation::Xchg) {
        assembler_.xchg(target, gp_of_bytes(shape.bytes, to));
      } else {
        assembler_.lock().xadd(target, gp_of_bytes(shape.bytes, to));
      }
      extend_narrow(shape, to);
      return;
    case AtomicOperation::And:
    case AtomicOperation::Or:
    case AtomicOperation::Xor:
      break;
  }
  BinaryOperation combine = operation == AtomicOperation::And  ? BinaryOperation::And
                            : operation == AtomicOperation::Or ? BinaryOperation::Or
                                                               : BinaryOperation::Xor;
  atomic_load(shape, rax);
  Label retry = new_label();
  bind(retry);
  assembler_.mov(gp(width, temporary), gp(width, rax));
  emit_arithmetic(combine, gp(width, temporary), gp(width, value));
  add_site(SiteKind::MemoryAccess);
  assembler_.lock().cmpxchg(target, gp_of_bytes(shape.bytes, temporary));
  assembler_.jne(retry);
}

Constraint MacroAssembler::compare_exchange_constraint() {
  return {.lhs = rax, .result = rax, .clobbers = 1u << index_of(rax)};
}

/// The access is as wide as the comparison: an expected value's higher bits do not count, and stay
/// in the result's register unless they are cleared.
void MacroAssembler::compare_exchange(MemoryShape shape, Register to, Register replacement) {
  add_site(SiteKind::MemoryAccess);
  assembler_.lock().cmpxchg(at(kScratch, 0, shape.bytes), gp_of_bytes(shape.bytes, replacement));
  extend_narrow(shape, to);
  if (shape.bytes == 4) assembler_.mov(gp32(to), gp32(to));
}

// Instance.

x86::Mem MacroAssembler::global_operand(uint32_t global, uint32_t bytes) {
  uint32_t offset = layout_.global_offset(global);
  if (global >= module_.imported_globals) return instance_field(offset, bytes);
  assembler_.mov(gp64(kScratch), instance_field(offset, 8));
  return at(kScratch, 0, bytes);
}

void MacroAssembler::global_get(loader::ValueType type, uint32_t global, Register to) {
  load_plain(type, to, global_operand(global, bytes_of(type)));
}

void MacroAssembler::global_set(loader::ValueType type, uint32_t global, Register from) {
  store_plain(type, global_operand(global, bytes_of(type)), from);
}

void MacroAssembler::table_size(uint32_t table, Register to) {
  uint32_t slot = layout_.table_offset(table);
  if (table_is_fixed(module_, table)) {
    assembler_.mov(gp64(to), instance_field(slot + offsetof(TableSlot, length), 8));
  } else {
    assembler_.mov(gp64(kScratch), instance_field(slot + offsetof(TableSlot, shared), 8));
    assembler_.mov(gp64(to), at(kScratch, offsetof(TableData, length), 8));
  }
}

void MacroAssembler::function_reference(uint32_t function, Register to) {
  uint64_t offset = uint64_t{function} * sizeof(FunctionRecord);
  assembler_.mov(gp64(to), instance_field(offsetof(InstanceData, functions), 8));
  if (offset == 0) return;
  if (offset <= INT32_MAX) {
    assembler_.add(gp64(to), static_cast<int32_t>(offset));
  } else {
    load_integer_constant(kScratch, offset);
    assembler_.add(gp64(to), gp64(kScratch));
  }
}

}  // namespace wali::jit::x64
