#include "jit/x64/simd.h"

#include <algorithm>
#include <cassert>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

using asmjit::imm;
using loader::Opcode;
using namespace vector;

VectorNeeds MacroAssembler::vector_needs(Opcode opcode) const {
  switch (opcode) {
    case Opcode::i8x16_popcnt:
      return {.separate_result = true, .temporary = true};
    case Opcode::f32x4_min:
    case Opcode::f32x4_max:
    case Opcode::f64x2_min:
    case Opcode::f64x2_max:
      return {.separate_result = true};
    case Opcode::i64x2_gt_s:
    case Opcode::i64x2_lt_s:
    case Opcode::i64x2_ge_s:
    case Opcode::i64x2_le_s:
      return {.temporary = !cpu_.avx};
    case Opcode::i64x2_mul:
    case Opcode::i8x16_shl:
    case Opcode::i8x16_shr_s:
    case Opcode::i8x16_shr_u:
    case Opcode::i64x2_shr_s:
    case Opcode::i32x4_trunc_sat_f32x4_u:
    case Opcode::i32x4_relaxed_trunc_f32x4_u:
      return {.temporary = true};
    default:
      return {};
  }
}

void MacroAssembler::vector_op(const VectorInstruction& instruction,
                               Register to,
                               Register lhs,
                               const asmjit::Operand_& rhs,
                               int immediate) {
  auto emit = [&](asmjit::InstId id, const auto&... operands) {
    if (immediate < 0) {
      assembler_.emit(id, operands...);
    } else {
      assembler_.emit(id, operands..., imm(immediate));
    }
  };
  if (cpu_.avx) {
    emit(instruction.avx, xmm(to), xmm(lhs), rhs);
    return;
  }
  if (to == lhs || rhs != xmm(to)) {
    move_float(to, lhs);
    emit(instruction.sse, xmm(to), rhs);
  } else if (instruction.commutes) {
    emit(instruction.sse, xmm(to), xmm(lhs));
  } else {
    assert(lhs != kFloatScratch);
    move_float(kFloatScratch, to);
    move_float(to, lhs);
    emit(instruction.sse, xmm(to), xmm(kFloatScratch));
  }
}

/// Equal constants of one function share a place, if they are used near to each other.
asmjit::x86::Mem MacroAssembler::constant_operand(uint64_t low, uint64_t high) {
  constexpr size_t kSearched = 64;
  size_t first = vector_constants_.size() - std::min(vector_constants_.size(), kSearched);
  auto found = std::find_if(
      vector_constants_.begin() + static_cast<std::ptrdiff_t>(first),
      vector_constants_.end(),
      [=](const VectorConstant& each) { return each.low == low && each.high == high; });
  if (found == vector_constants_.end()) {
    found = vector_constants_.insert(found, {.low = low, .high = high, .label = new_label()});
  }
  return asmjit::x86::ptr(found->label, 0, 16);
}

void MacroAssembler::set_all_ones(Register to) {
  assembler_.pcmpeqd(xmm(to), xmm(to));
}

void MacroAssembler::invert(Register to) {
  set_all_ones(kFloatScratch);
  assembler_.pxor(xmm(to), xmm(kFloatScratch));
}

void MacroAssembler::vector_constant(Register to, uint64_t low, uint64_t high) {
  if (low == 0 && high == 0) {
    clear_float(to);
  } else if (low == UINT64_MAX && high == UINT64_MAX) {
    set_all_ones(to);
  } else {
    assembler_.movaps(xmm(to), constant_operand(low, high));
  }
}

// Conditions.

Condition MacroAssembler::vector_test_condition(Opcode opcode) {
  return opcode == Opcode::v128_any_true ? Condition::Ne : Condition::Eq;
}

/// All lanes are true if none is equal to zero.
void MacroAssembler::vector_test(Opcode opcode, Register from) {
  if (opcode == Opcode::v128_any_true) {
    assembler_.ptest(xmm(from), xmm(from));
    return;
  }
  auto equal = [opcode] {
    switch (opcode) {
      case Opcode::i8x16_all_true:
        return I::kIdPcmpeqb;
      case Opcode::i16x8_all_true:
        return I::kIdPcmpeqw;
      case Opcode::i32x4_all_true:
        return I::kIdPcmpeqd;
      default:
        return I::kIdPcmpeqq;
    }
  };
  clear_float(kFloatScratch);
  assembler_.emit(equal(), xmm(kFloatScratch), xmm(from));
  assembler_.ptest(xmm(kFloatScratch), xmm(kFloatScratch));
}

void MacroAssembler::vector_bitmask(Opcode opcode, Register to, Register from) {
  switch (opcode) {
    case Opcode::i8x16_bitmask:
      assembler_.pmovmskb(gp32(to), xmm(from));
      break;
    case Opcode::i16x8_bitmask:
      move_float(kFloatScratch, from);
      assembler_.packsswb(xmm(kFloatScratch), xmm(kFloatScratch));
      assembler_.pmovmskb(gp32(to), xmm(kFloatScratch));
      assembler_.movzx(gp32(to), gp8(to));
      break;
    case Opcode::i32x4_bitmask:
      assembler_.movmskps(gp32(to), xmm(from));
      break;
    default:
      assembler_.movmskpd(gp32(to), xmm(from));
      break;
  }
}

}  // namespace wali::jit::x64
