#include <bit>
#include <cstddef>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

using asmjit::imm;
using loader::Opcode;
using namespace vector;

namespace {

/// Instructions on lanes of one width.
struct Lanes {
  VectorInstruction min, max, subtract, compare, shift_right;
  uint32_t quiet_bits;  // sign, exponent and the bit of a quiet NaN
};

const Lanes& lanes_of(Width width) {
  static constexpr Lanes kSingle = {kMinF32, kMaxF32, kSubF32, kCompareF32, kShiftRightI32, 10};
  static constexpr Lanes kDouble = {kMinF64, kMaxF64, kSubF64, kCompareF64, kShiftRightI64, 13};
  return width == Width::W32 ? kSingle : kDouble;
}

}  // namespace

// The processor's minimum and maximum give the second operand for zeros and NaNs. So both orders
// are computed; where they differ, Wasm wants something of each. Both results are separate from the
// operands.

/// The sign of either zero and the bits of either NaN.
void MacroAssembler::min_lanes(Width width, Register to, Register lhs, Register rhs) {
  const Lanes& lanes = lanes_of(width);
  vector_op(lanes.min, kFloatScratch, lhs, xmm(rhs));
  vector_op(lanes.min, to, rhs, xmm(lhs));
  assembler_.orps(xmm(kFloatScratch), xmm(to));
  canonicalize_lanes(width, to);
}

/// Where zeros differ the union of the two is -0 and the difference of it with itself is 0; a NaN
/// stays one.
void MacroAssembler::max_lanes(Width width, Register to, Register lhs, Register rhs) {
  const Lanes& lanes = lanes_of(width);
  vector_op(lanes.max, kFloatScratch, lhs, xmm(rhs));
  vector_op(lanes.max, to, rhs, xmm(lhs));
  assembler_.xorps(xmm(to), xmm(kFloatScratch));
  assembler_.orps(xmm(kFloatScratch), xmm(to));
  vector_op(lanes.subtract, kFloatScratch, kFloatScratch, xmm(to));
  canonicalize_lanes(width, to);
}

/// to := the scratch register with the payloads of NaNs cleared and their quiet bits set. What `to`
/// holds is a NaN only where the scratch register does.
void MacroAssembler::canonicalize_lanes(Width width, Register to) {
  const Lanes& lanes = lanes_of(width);
  vector_op(lanes.compare, to, to, xmm(kFloatScratch), kUnordered);
  assembler_.orps(xmm(kFloatScratch), xmm(to));
  vector_op(lanes.shift_right, to, to, imm(lanes.quiet_bits));
  vector_op(kAndNot, to, to, xmm(kFloatScratch));
}

// Conversions.

void MacroAssembler::convert_lanes(Opcode opcode, Register to, Register from) {
  constexpr int kEvenWords = 0x55;
  if (opcode == Opcode::f32x4_convert_i32x4_u) {
    // Both halves are exact as floats, the high one as twice its half, so that only their sum is
    // rounded.
    clear_float(kFloatScratch);
    assembler_.pblendw(xmm(kFloatScratch), xmm(from), kEvenWords);
    vector_op(kSubI32, to, from, xmm(kFloatScratch));
    assembler_.cvtdq2ps(xmm(kFloatScratch), xmm(kFloatScratch));
    assembler_.psrld(xmm(to), 1);
    assembler_.cvtdq2ps(xmm(to), xmm(to));
    assembler_.addps(xmm(to), xmm(to));
    assembler_.addps(xmm(to), xmm(kFloatScratch));
    return;
  }
  // The low bits of a double from 2^52 on are the integer beyond it.
  constexpr VectorInstruction kInterleaveLow = {I::kIdUnpcklps, I::kIdVunpcklps};
  constexpr uint64_t kHighHalves = 0x4330000043300000;
  constexpr uint64_t kTwo52 = std::bit_cast<uint64_t>(0x1p52);
  vector_op(kInterleaveLow, to, from, constant_operand(kHighHalves, kHighHalves));
  assembler_.subpd(xmm(to), constant_operand(kTwo52, kTwo52));
}

/// The processor answers the lowest integer for what does not fit, NaNs included.
void MacroAssembler::truncate_lanes(Opcode opcode, Register to, Register from, Register temporary) {
  switch (opcode) {
    case Opcode::i32x4_trunc_sat_f32x4_s:
      truncate_signed_lanes(to, from);
      break;
    case Opcode::i32x4_trunc_sat_f32x4_u:
    case Opcode::i32x4_relaxed_trunc_f32x4_u:
      truncate_unsigned_lanes(to, from, temporary);
      break;
    case Opcode::i32x4_trunc_sat_f64x2_s_zero: {
      // Below the largest integer, or 0 for a NaN.
      constexpr uint64_t kLargest = std::bit_cast<uint64_t>(2147483647.0);
      vector_op(kCompareF64, kFloatScratch, from, xmm(from), kEqual);
      vector_op(kAnd, kFloatScratch, kFloatScratch, constant_operand(kLargest, kLargest));
      vector_op(kMinF64, to, from, xmm(kFloatScratch));
      assembler_.cvttpd2dq(xmm(to), xmm(to));
      break;
    }
    default: {
      // Into [0, 2^32), a NaN to 0; beyond 2^52 the integer is in the low bits.
      constexpr uint64_t kLargest = std::bit_cast<uint64_t>(4294967295.0);
      constexpr uint64_t kTwo52 = std::bit_cast<uint64_t>(0x1p52);
      constexpr int kToZero = 8 | 3;
      clear_float(kFloatScratch);
      vector_op(kMaxF64, to, from, xmm(kFloatScratch));
      vector_op(kMinF64, to, to, constant_operand(kLargest, kLargest));
      assembler_.roundpd(xmm(to), xmm(to), kToZero);
      vector_op(kAddF64, to, to, constant_operand(kTwo52, kTwo52));
      vector_op(kShuffleFloats, to, to, xmm(kFloatScratch), lanes(0, 2, 0, 2));
      break;
    }
  }
}

/// NaNs become 0 first. Then the lanes whose sign came by truncation were too large.
void MacroAssembler::truncate_signed_lanes(Register to, Register from) {
  vector_op(kCompareF32, kFloatScratch, from, xmm(from), kEqual);
  vector_op(kAnd, to, from, xmm(kFloatScratch));
  assembler_.pxor(xmm(kFloatScratch), xmm(to));
  assembler_.cvttps2dq(xmm(to), xmm(to));
  assembler_.pand(xmm(kFloatScratch), xmm(to));
  assembler_.psrad(xmm(kFloatScratch), 31);
  assembler_.pxor(xmm(to), xmm(kFloatScratch));
}

/// From 2^31 on the processor gives 2^31; what the float has beyond that is truncated by itself, to
/// at most 2^31 - 1, and added.
void MacroAssembler::truncate_unsigned_lanes(Register to, Register from, Register temporary) {
  clear_float(kFloatScratch);
  vector_op(kMaxF32, to, from, xmm(kFloatScratch));
  set_all_ones(temporary);
  assembler_.psrld(xmm(temporary), 1);
  assembler_.cvtdq2ps(xmm(temporary), xmm(temporary));  // 2^31
  vector_op(kSubF32, kFloatScratch, to, xmm(temporary));
  vector_op(kCompareF32, temporary, temporary, xmm(kFloatScratch), kLessEqual);
  assembler_.cvttps2dq(xmm(kFloatScratch), xmm(kFloatScratch));
  assembler_.pxor(xmm(kFloatScratch), xmm(temporary));
  assembler_.pxor(xmm(temporary), xmm(temporary));
  assembler_.pmaxsd(xmm(kFloatScratch), xmm(temporary));
  assembler_.cvttps2dq(xmm(to), xmm(to));
  assembler_.paddd(xmm(to), xmm(kFloatScratch));
}

// Three operands.

void MacroAssembler::vector_ternary(
    Opcode opcode, Register to, Register first, Register second, Register third) {
  constexpr uint64_t kOnesI16 = 0x0001000100010001;
  switch (opcode) {
    case Opcode::f32x4_relaxed_madd:
    case Opcode::f32x4_relaxed_nmadd:
    case Opcode::f64x2_relaxed_madd:
    case Opcode::f64x2_relaxed_nmadd:
      multiply_add(opcode, to, first, second, third);
      break;
    case Opcode::i32x4_relaxed_dot_i8x16_i7x16_add_s:
      // The unsigned factors come first.
      vector_op(kMultiplyAddPairsI8, kFloatScratch, second, xmm(first));
      vector_op(
          kMultiplyAddPairsI16, kFloatScratch, kFloatScratch, constant_operand(kOnesI16, kOnesI16));
      vector_op(kAddI32, to, third, xmm(kFloatScratch));
      break;
    default:
      // Selects by bits, the relaxed forms too: second xor ((first xor second) and third).
      vector_op(kXor, kFloatScratch, first, xmm(second));
      vector_op(kAnd, kFloatScratch, kFloatScratch, xmm(third));
      vector_op(kXor, to, second, xmm(kFloatScratch));
      break;
  }
}

/// Rounded once where the processor can, else twice: the relaxed instructions leave that open.
void MacroAssembler::multiply_add(
    Opcode opcode, Register to, Register first, Register second, Register third) {
  bool is_single = opcode == Opcode::f32x4_relaxed_madd || opcode == Opcode::f32x4_relaxed_nmadd;
  bool is_negated = opcode == Opcode::f32x4_relaxed_nmadd || opcode == Opcode::f64x2_relaxed_nmadd;
  if (!cpu_.fma) {
    vector_op(is_single ? kMulF32 : kMulF64, kFloatScratch, first, xmm(second));
    if (is_negated) {
      vector_op(is_single ? kSubF32 : kSubF64, to, third, xmm(kFloatScratch));
    } else {
      vector_op(is_single ? kAddF32 : kAddF64, to, third, xmm(kFloatScratch));
    }
    return;
  }
  using Id = asmjit::InstId;
  auto pick = [=](Id single, Id double_, Id negated_single, Id negated_double) {
    if (is_negated) return is_single ? negated_single : negated_double;
    return is_single ? single : double_;
  };
  if (to == third) {
    Id accumulate =
        pick(I::kIdVfmadd231ps, I::kIdVfmadd231pd, I::kIdVfnmadd231ps, I::kIdVfnmadd231pd);
    assembler_.emit(accumulate, xmm(to), xmm(first), xmm(second));
    return;
  }
  if (to == second) std::swap(first, second);
  move_float(to, first);
  Id multiply = pick(I::kIdVfmadd213ps, I::kIdVfmadd213pd, I::kIdVfnmadd213ps, I::kIdVfnmadd213pd);
  assembler_.emit(multiply, xmm(to), xmm(second), xmm(third));
}

}  // namespace wali::jit::x64
