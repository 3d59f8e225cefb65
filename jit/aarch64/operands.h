#pragma once

#include <asmjit/arm.h>
#include <asmjit/arm/a64assembler.h>

#include "jit/aarch64/registers.h"
#include "jit/operation.h"

/// Our registers as operands of the assembler library.
namespace wali::jit::aarch64 {

namespace a64 = asmjit::a64;

/// `sp` is the stack pointer here; the zero register has no name of ours.
inline a64::GpW gp32(Register reg) {
  return a64::GpW(reg == Register::sp ? a64::Gp::kIdSp : number_of(reg));
}
inline a64::GpX gp64(Register reg) {
  return a64::GpX(reg == Register::sp ? a64::Gp::kIdSp : number_of(reg));
}
inline a64::Gp gp(Width width, Register reg) {
  if (width == Width::W32) return gp32(reg);
  return gp64(reg);
}
inline a64::Gp zero(Width width) {
  if (width == Width::W32) return a64::regs::wzr;
  return a64::regs::xzr;
}

/// A vector register whole, to take an arrangement of (`.b16()`, `.s4()`, `.d(1)`).
inline a64::VecV vec(Register reg) {
  return a64::VecV(number_of(reg));
}
inline a64::VecS s(Register reg) {
  return a64::VecS(number_of(reg));
}
inline a64::VecD d(Register reg) {
  return a64::VecD(number_of(reg));
}
/// A float in it.
inline a64::Vec fp(Width width, Register reg) {
  if (width == Width::W32) return s(reg);
  return d(reg);
}

asmjit::arm::CondCode condition_code(Condition condition);
/// After `fcmp`: false of a NaN for all but Ne and the negated ones.
asmjit::arm::CondCode condition_code(FloatCondition condition);

// What has no encoding of its own. Where one instruction cannot say it, these go through
// kOperandScratch.
void load_constant(a64::Assembler& assembler, Register to, uint64_t bits);
/// to := from + value; either register may be the stack pointer. `from` may be kOperandScratch only
/// if the value is below 2^24.
void add_constant(a64::Assembler& assembler, Register to, Register from, int64_t value);
/// An operand for an access of `bytes` at base + offset.
a64::Mem operand_at(a64::Assembler& assembler, Register base, int64_t offset, uint32_t bytes);

}  // namespace wali::jit::aarch64
