#include <cstddef>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

/// Atomic accesses: at the address in the second scratch register. Each is an acquire and a
/// release, which together with the ordered loads and stores makes all of them sequentially
/// consistent. A read-modify-write is one instruction (FEAT_LSE), or a loop around a pair of
/// exclusive accesses where the processor has none.
namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

/// An instruction in its forms for one, two, and four or eight bytes.
struct SizedInstruction {
  asmjit::InstId byte, half, word;
  asmjit::InstId of(uint32_t bytes) const { return bytes == 1 ? byte : bytes == 2 ? half : word; }
};

using Inst = a64::Inst;
constexpr SizedInstruction kLoadAcquire = {Inst::kIdLdarb, Inst::kIdLdarh, Inst::kIdLdar};
constexpr SizedInstruction kStoreRelease = {Inst::kIdStlrb, Inst::kIdStlrh, Inst::kIdStlr};
constexpr SizedInstruction kLoadExclusive = {Inst::kIdLdaxrb, Inst::kIdLdaxrh, Inst::kIdLdaxr};
constexpr SizedInstruction kStoreExclusive = {Inst::kIdStlxrb, Inst::kIdStlxrh, Inst::kIdStlxr};
constexpr SizedInstruction kCompareAndSwap = {Inst::kIdCasalb, Inst::kIdCasalh, Inst::kIdCasal};

/// What LSE offers for each operation: it can add, clear bits, set bits, and flip bits.
constexpr SizedInstruction kReadModifyWrite[] = {
    {Inst::kIdLdaddalb, Inst::kIdLdaddalh, Inst::kIdLdaddal},
    {Inst::kIdLdaddalb, Inst::kIdLdaddalh, Inst::kIdLdaddal},
    {Inst::kIdLdclralb, Inst::kIdLdclralh, Inst::kIdLdclral},
    {Inst::kIdLdsetalb, Inst::kIdLdsetalh, Inst::kIdLdsetal},
    {Inst::kIdLdeoralb, Inst::kIdLdeoralh, Inst::kIdLdeoral},
    {Inst::kIdSwpalb, Inst::kIdSwpalh, Inst::kIdSwpal},
};

BinaryOperation binary_of(AtomicOperation operation) {
  constexpr BinaryOperation kOperations[] = {BinaryOperation::Add,
                                             BinaryOperation::Sub,
                                             BinaryOperation::And,
                                             BinaryOperation::Or,
                                             BinaryOperation::Xor};
  return kOperations[static_cast<uint8_t>(operation)];
}

Width access_width(MemoryShape shape) {
  return shape.bytes == 8 ? Width::W64 : Width::W32;
}

a64::Mem target() {
  return a64::ptr(gp64(kOperandScratch));
}

}  // namespace

/// An unaligned address traps as such even where it is also out of bounds, which a fault or a check
/// would tell only later.
void MacroAssembler::atomic_address(MemoryShape shape, Address address) {
  bool checks = checks_bounds(address.memory);
  if (checks) {
    if (shape.bytes != 1) {
      effective_address(kOperandScratch, address.index, address.offset);
      check_alignment(shape);
    }
    address = check_bounds(address);
  }
  host_address(address);
  // The bases of memories are aligned to more than any access.
  if (!checks && shape.bytes != 1) check_alignment(shape);
}

/// Of the address in the second scratch register.
void MacroAssembler::check_alignment(MemoryShape shape) {
  assembler_.tst(gp64(kOperandScratch), shape.bytes - 1);
  branch(CondCode::kNE, cold_trap(TrapReason::UnalignedAtomic));
}

void MacroAssembler::atomic_load(MemoryShape shape, Register to) {
  add_site(SiteKind::MemoryAccess);
  assembler_.emit(kLoadAcquire.of(shape.bytes), gp(access_width(shape), to), target());
}

void MacroAssembler::atomic_store(MemoryShape shape, Register value) {
  add_site(SiteKind::MemoryAccess);
  assembler_.emit(kStoreRelease.of(shape.bytes), gp(access_width(shape), value), target());
}

void MacroAssembler::fence() {
  assembler_.dmb(a64::Predicate::DB::kISH);
}

/// A loop has to compute the new value and to learn whether it was stored, both outside of memory.
Constraint MacroAssembler::atomic_constraint(AtomicOperation operation) const {
  return {.temporary = !cpu_.atomics && operation != AtomicOperation::Xchg};
}

void MacroAssembler::atomic_rmw(
    AtomicOperation operation, MemoryShape shape, Register to, Register value, Register temporary) {
  Width width = access_width(shape);
  if (!cpu_.atomics) {
    exclusive_rmw(operation, shape, to, value, temporary);
    return;
  }
  if (operation == AtomicOperation::Sub) {
    assembler_.neg(gp(width, kScratch), gp(width, value));
    value = kScratch;
  } else if (operation == AtomicOperation::And) {
    assembler_.mvn(gp(width, kScratch), gp(width, value));
    value = kScratch;
  }
  add_site(SiteKind::MemoryAccess);
  assembler_.emit(kReadModifyWrite[static_cast<uint8_t>(operation)].of(shape.bytes),
                  gp(width, value),
                  gp(width, to),
                  target());
}

void MacroAssembler::exclusive_rmw(
    AtomicOperation operation, MemoryShape shape, Register to, Register value, Register temporary) {
  Width width = access_width(shape);
  Label retry = new_label();
  bind(retry);
  load_exclusive(shape, to);
  if (operation != AtomicOperation::Xchg) {
    emit_arithmetic(binary_of(operation), gp(width, temporary), gp(width, to), gp(width, value));
    value = temporary;
  }
  store_exclusive(shape, value);
  assembler_.cbnz(gp32(kScratch), retry);
}

void MacroAssembler::load_exclusive(MemoryShape shape, Register to) {
  add_site(SiteKind::MemoryAccess);
  assembler_.emit(kLoadExclusive.of(shape.bytes), gp(access_width(shape), to), target());
}

/// Leaves zero in the scratch register if the value was stored. The library does not know the
/// form of eight bytes, so its word stands here.
void MacroAssembler::store_exclusive(MemoryShape shape, Register value) {
  add_site(SiteKind::MemoryAccess);
  if (shape.bytes == 8) {
    constexpr uint32_t kStoreExclusive64 = 0xc800fc00;
    assembler_.embedUInt32(kStoreExclusive64 | number_of(kScratch) << 16 |
                           number_of(kOperandScratch) << 5 | number_of(value));
    return;
  }
  assembler_.emit(kStoreExclusive.of(shape.bytes), gp32(kScratch), gp32(value), target());
}

Constraint MacroAssembler::compare_exchange_constraint() {
  return {};
}

/// The access is as wide as the comparison: an expected value's higher bits do not count. `to` is
/// the expected value first; once it has been found in memory, the two are the same, so that the
/// loop can go around.
void MacroAssembler::compare_exchange(MemoryShape shape, Register to, Register replacement) {
  Width width = access_width(shape);
  a64::Gp old = gp(width, to), expected = gp(width, kScratch);
  if (cpu_.atomics) {
    add_site(SiteKind::MemoryAccess);
    assembler_.emit(kCompareAndSwap.of(shape.bytes), old, gp(width, replacement), target());
    return;
  }
  Label retry = new_label();
  Label differs = new_label();
  bind(retry);
  assembler_.mov(expected, old);
  load_exclusive(shape, to);
  if (shape.bytes == 1) {
    assembler_.cmp(old, expected, a64::uxtb(0));
  } else if (shape.bytes == 2) {
    assembler_.cmp(old, expected, a64::uxth(0));
  } else {
    assembler_.cmp(old, expected);
  }
  assembler_.b(CondCode::kNE, differs);
  store_exclusive(shape, replacement);
  assembler_.cbnz(gp32(kScratch), retry);
  bind(differs);
}

}  // namespace wali::jit::aarch64
