#include <array>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

using loader::Opcode;
using namespace vector;

namespace {

/// An operation of two vectors that one instruction does, or, for comparisons, one instruction and
/// what `equal` and `inverted` add.
struct Row {
  Opcode opcode;
  VectorInstruction instruction;
  bool swapped = false;          // the instruction takes rhs first
  int immediate = -1;            // the instruction's, if it has one
  VectorInstruction equal = {};  // where the instruction's outcome is equal to lhs, if not none
  bool inverted = false;         // the result is the complement
};

constexpr Row plain(Opcode opcode, VectorInstruction instruction) {
  return {opcode, instruction};
}
constexpr Row commuting(Opcode opcode, asmjit::InstId sse, asmjit::InstId avx) {
  return {opcode, {sse, avx, true}};
}
constexpr Row swapped(Opcode opcode, VectorInstruction instruction) {
  return {.opcode = opcode, .instruction = instruction, .swapped = true};
}
constexpr Row inverted(Opcode opcode, VectorInstruction instruction) {
  return {.opcode = opcode, .instruction = instruction, .inverted = true};
}
constexpr Row floats(Opcode opcode, VectorInstruction instruction, Predicate predicate) {
  return {.opcode = opcode, .instruction = instruction, .immediate = predicate};
}
constexpr Row swapped_floats(Opcode opcode, VectorInstruction instruction, Predicate predicate) {
  return {.opcode = opcode, .instruction = instruction, .swapped = true, .immediate = predicate};
}
/// lhs >= rhs where the greater one is lhs, lhs <= rhs where the smaller one is.
constexpr Row is_extreme(Opcode opcode,
                         asmjit::InstId sse,
                         asmjit::InstId avx,
                         VectorInstruction equal) {
  return {.opcode = opcode, .instruction = {sse, avx, true}, .equal = equal};
}
constexpr Row is_not_extreme(Opcode opcode,
                             asmjit::InstId sse,
                             asmjit::InstId avx,
                             VectorInstruction equal) {
  return {.opcode = opcode, .instruction = {sse, avx, true}, .equal = equal, .inverted = true};
}

constexpr VectorInstruction kGreaterI8 = {I::kIdPcmpgtb, I::kIdVpcmpgtb};
constexpr VectorInstruction kGreaterI16 = {I::kIdPcmpgtw, I::kIdVpcmpgtw};
constexpr VectorInstruction kMultiplyLowI16 = {I::kIdPmullw, I::kIdVpmullw, true};
constexpr VectorInstruction kMultiplyRoundI16 = {I::kIdPmulhrsw, I::kIdVpmulhrsw, true};
constexpr VectorInstruction kMultiplyU32 = {I::kIdPmuludq, I::kIdVpmuludq, true};
constexpr VectorInstruction kMultiplyS32 = {I::kIdPmuldq, I::kIdVpmuldq, true};

// clang-format off
constexpr Row kRows[] = {
    plain(Opcode::v128_and, kAnd),
    swapped(Opcode::v128_andnot, kAndNot),
    plain(Opcode::v128_or, kOr),
    plain(Opcode::v128_xor, kXor),

    plain(Opcode::i8x16_add, kAddI8),
    commuting(Opcode::i8x16_add_sat_s, I::kIdPaddsb, I::kIdVpaddsb),
    commuting(Opcode::i8x16_add_sat_u, I::kIdPaddusb, I::kIdVpaddusb),
    plain(Opcode::i8x16_sub, kSubI8),
    plain(Opcode::i8x16_sub_sat_s, {I::kIdPsubsb, I::kIdVpsubsb}),
    plain(Opcode::i8x16_sub_sat_u, {I::kIdPsubusb, I::kIdVpsubusb}),
    commuting(Opcode::i8x16_min_s, I::kIdPminsb, I::kIdVpminsb),
    commuting(Opcode::i8x16_min_u, I::kIdPminub, I::kIdVpminub),
    commuting(Opcode::i8x16_max_s, I::kIdPmaxsb, I::kIdVpmaxsb),
    commuting(Opcode::i8x16_max_u, I::kIdPmaxub, I::kIdVpmaxub),
    commuting(Opcode::i8x16_avgr_u, I::kIdPavgb, I::kIdVpavgb),
    plain(Opcode::i8x16_narrow_i16x8_s, {I::kIdPacksswb, I::kIdVpacksswb}),
    plain(Opcode::i8x16_narrow_i16x8_u, {I::kIdPackuswb, I::kIdVpackuswb}),
    plain(Opcode::i8x16_relaxed_swizzle, kShuffleBytes),
    plain(Opcode::i8x16_eq, kEqualI8),
    inverted(Opcode::i8x16_ne, kEqualI8),
    plain(Opcode::i8x16_gt_s, kGreaterI8),
    swapped(Opcode::i8x16_lt_s, kGreaterI8),
    is_extreme(Opcode::i8x16_ge_s, I::kIdPmaxsb, I::kIdVpmaxsb, kEqualI8),
    is_extreme(Opcode::i8x16_le_s, I::kIdPminsb, I::kIdVpminsb, kEqualI8),
    is_extreme(Opcode::i8x16_ge_u, I::kIdPmaxub, I::kIdVpmaxub, kEqualI8),
    is_extreme(Opcode::i8x16_le_u, I::kIdPminub, I::kIdVpminub, kEqualI8),
    is_not_extreme(Opcode::i8x16_gt_u, I::kIdPminub, I::kIdVpminub, kEqualI8),
    is_not_extreme(Opcode::i8x16_lt_u, I::kIdPmaxub, I::kIdVpmaxub, kEqualI8),

    plain(Opcode::i16x8_add, kAddI16),
    commuting(Opcode::i16x8_add_sat_s, I::kIdPaddsw, I::kIdVpaddsw),
    commuting(Opcode::i16x8_add_sat_u, I::kIdPaddusw, I::kIdVpaddusw),
    plain(Opcode::i16x8_sub, kSubI16),
    plain(Opcode::i16x8_sub_sat_s, {I::kIdPsubsw, I::kIdVpsubsw}),
    plain(Opcode::i16x8_sub_sat_u, {I::kIdPsubusw, I::kIdVpsubusw}),
    plain(Opcode::i16x8_mul, kMultiplyLowI16),
    commuting(Opcode::i16x8_min_s, I::kIdPminsw, I::kIdVpminsw),
    commuting(Opcode::i16x8_min_u, I::kIdPminuw, I::kIdVpminuw),
    commuting(Opcode::i16x8_max_s, I::kIdPmaxsw, I::kIdVpmaxsw),
    commuting(Opcode::i16x8_max_u, I::kIdPmaxuw, I::kIdVpmaxuw),
    commuting(Opcode::i16x8_avgr_u, I::kIdPavgw, I::kIdVpavgw),
    plain(Opcode::i16x8_relaxed_q15mulr_s, kMultiplyRoundI16),
    swapped(Opcode::i16x8_relaxed_dot_i8x16_i7x16_s, kMultiplyAddPairsI8),
    plain(Opcode::i16x8_narrow_i32x4_s, {I::kIdPackssdw, I::kIdVpackssdw}),
    plain(Opcode::i16x8_narrow_i32x4_u, {I::kIdPackusdw, I::kIdVpackusdw}),
    plain(Opcode::i16x8_eq, kEqualI16),
    inverted(Opcode::i16x8_ne, kEqualI16),
    plain(Opcode::i16x8_gt_s, kGreaterI16),
    swapped(Opcode::i16x8_lt_s, kGreaterI16),
    is_extreme(Opcode::i16x8_ge_s, I::kIdPmaxsw, I::kIdVpmaxsw, kEqualI16),
    is_extreme(Opcode::i16x8_le_s, I::kIdPminsw, I::kIdVpminsw, kEqualI16),
    is_extreme(Opcode::i16x8_ge_u, I::kIdPmaxuw, I::kIdVpmaxuw, kEqualI16),
    is_extreme(Opcode::i16x8_le_u, I::kIdPminuw, I::kIdVpminuw, kEqualI16),
    is_not_extreme(Opcode::i16x8_gt_u, I::kIdPminuw, I::kIdVpminuw, kEqualI16),
    is_not_extreme(Opcode::i16x8_lt_u, I::kIdPmaxuw, I::kIdVpmaxuw, kEqualI16),

    plain(Opcode::i32x4_add, kAddI32),
    plain(Opcode::i32x4_sub, kSubI32),
    commuting(Opcode::i32x4_mul, I::kIdPmulld, I::kIdVpmulld),
    commuting(Opcode::i32x4_min_s, I::kIdPminsd, I::kIdVpminsd),
    commuting(Opcode::i32x4_min_u, I::kIdPminud, I::kIdVpminud),
    commuting(Opcode::i32x4_max_s, I::kIdPmaxsd, I::kIdVpmaxsd),
    commuting(Opcode::i32x4_max_u, I::kIdPmaxud, I::kIdVpmaxud),
    plain(Opcode::i32x4_dot_i16x8_s, kMultiplyAddPairsI16),
    plain(Opcode::i32x4_eq, kEqualI32),
    inverted(Opcode::i32x4_ne, kEqualI32),
    plain(Opcode::i32x4_gt_s, kGreaterI32),
    swapped(Opcode::i32x4_lt_s, kGreaterI32),
    is_extreme(Opcode::i32x4_ge_s, I::kIdPmaxsd, I::kIdVpmaxsd, kEqualI32),
    is_extreme(Opcode::i32x4_le_s, I::kIdPminsd, I::kIdVpminsd, kEqualI32),
    is_extreme(Opcode::i32x4_ge_u, I::kIdPmaxud, I::kIdVpmaxud, kEqualI32),
    is_extreme(Opcode::i32x4_le_u, I::kIdPminud, I::kIdVpminud, kEqualI32),
    is_not_extreme(Opcode::i32x4_gt_u, I::kIdPminud, I::kIdVpminud, kEqualI32),
    is_not_extreme(Opcode::i32x4_lt_u, I::kIdPmaxud, I::kIdVpmaxud, kEqualI32),

    plain(Opcode::i64x2_add, kAddI64),
    plain(Opcode::i64x2_sub, kSubI64),
    plain(Opcode::i64x2_eq, kEqualI64),
    inverted(Opcode::i64x2_ne, kEqualI64),

    plain(Opcode::f32x4_add, kAddF32),
    plain(Opcode::f32x4_sub, kSubF32),
    plain(Opcode::f32x4_mul, kMulF32),
    plain(Opcode::f32x4_div, {I::kIdDivps, I::kIdVdivps}),
    swapped(Opcode::f32x4_pmin, kMinF32),
    swapped(Opcode::f32x4_pmax, kMaxF32),
    plain(Opcode::f32x4_relaxed_min, kMinF32),
    plain(Opcode::f32x4_relaxed_max, kMaxF32),
    floats(Opcode::f32x4_eq, kCompareF32, kEqual),
    floats(Opcode::f32x4_ne, kCompareF32, kNotEqual),
    floats(Opcode::f32x4_lt, kCompareF32, kLess),
    floats(Opcode::f32x4_le, kCompareF32, kLessEqual),
    swapped_floats(Opcode::f32x4_gt, kCompareF32, kLess),
    swapped_floats(Opcode::f32x4_ge, kCompareF32, kLessEqual),

    plain(Opcode::f64x2_add, kAddF64),
    plain(Opcode::f64x2_sub, kSubF64),
    plain(Opcode::f64x2_mul, kMulF64),
    plain(Opcode::f64x2_div, {I::kIdDivpd, I::kIdVdivpd}),
    swapped(Opcode::f64x2_pmin, kMinF64),
    swapped(Opcode::f64x2_pmax, kMaxF64),
    plain(Opcode::f64x2_relaxed_min, kMinF64),
    plain(Opcode::f64x2_relaxed_max, kMaxF64),
    floats(Opcode::f64x2_eq, kCompareF64, kEqual),
    floats(Opcode::f64x2_ne, kCompareF64, kNotEqual),
    floats(Opcode::f64x2_lt, kCompareF64, kLess),
    floats(Opcode::f64x2_le, kCompareF64, kLessEqual),
    swapped_floats(Opcode::f64x2_gt, kCompareF64, kLess),
    swapped_floats(Opcode::f64x2_ge, kCompareF64, kLessEqual),
};
// clang-format on

constexpr auto kRowOf = rows_by_opcode(kRows);

}  // namespace

void MacroAssembler::vector_binary(
    Opcode opcode, Register to, Register lhs, Register rhs, Register temporary) {
  uint8_t index = kRowOf[static_cast<size_t>(opcode)];
  if (index == kNoRow) {
    vector_binary_sequence(opcode, to, lhs, rhs, temporary);
    return;
  }
  const Row& row = kRows[index];
  if (row.swapped) std::swap(lhs, rhs);
  if (row.equal.sse == I::kIdNone) {
    vector_op(row.instruction, to, lhs, xmm(rhs), row.immediate);
  } else {
    vector_op(row.instruction, kFloatScratch, lhs, xmm(rhs));
    vector_op(row.equal, to, lhs, xmm(kFloatScratch));
  }
  if (row.inverted) invert(to);
}

/// What takes several instructions.
void MacroAssembler::vector_binary_sequence(
    Opcode opcode, Register to, Register lhs, Register rhs, Register temporary) {
  constexpr uint64_t kLowestI16 = 0x8000800080008000;
  constexpr uint64_t kPastIndex = 0x7070707070707070;  // takes 16 and more beyond 0x7f
  switch (opcode) {
    case Opcode::i8x16_swizzle:
      assembler_.movaps(xmm(kFloatScratch), constant_operand(kPastIndex, kPastIndex));
      assembler_.paddusb(xmm(kFloatScratch), xmm(rhs));
      vector_op(kShuffleBytes, to, lhs, xmm(kFloatScratch));
      break;
    case Opcode::i16x8_q15mulr_sat_s:
      // Only -1 times -1 overflows, to the lowest number.
      vector_op(kMultiplyRoundI16, to, lhs, xmm(rhs));
      vector_op(kEqualI16, kFloatScratch, to, constant_operand(kLowestI16, kLowestI16));
      assembler_.pxor(xmm(to), xmm(kFloatScratch));
      break;
    case Opcode::i64x2_gt_s:
      greater_i64(to, lhs, rhs, temporary);
      break;
    case Opcode::i64x2_lt_s:
      greater_i64(to, rhs, lhs, temporary);
      break;
    case Opcode::i64x2_ge_s:
      greater_i64(to, rhs, lhs, temporary);
      invert(to);
      break;
    case Opcode::i64x2_le_s:
      greater_i64(to, lhs, rhs, temporary);
      invert(to);
      break;
    case Opcode::i64x2_mul:
      multiply_i64(to, lhs, rhs, temporary);
      break;
    case Opcode::f32x4_min:
      min_lanes(Width::W32, to, lhs, rhs);
      break;
    case Opcode::f32x4_max:
      max_lanes(Width::W32, to, lhs, rhs);
      break;
    case Opcode::f64x2_min:
      min_lanes(Width::W64, to, lhs, rhs);
      break;
    case Opcode::f64x2_max:
      max_lanes(Width::W64, to, lhs, rhs);
      break;
    default:
      multiply_extended(opcode, to, lhs, rhs);
      break;
  }
}

/// SSE4.1 compares no 64-bit numbers. The high halves decide; where they are equal, the borrow of
/// rhs - lhs does, which fills the high half of the difference then.
void MacroAssembler::greater_i64(Register to, Register lhs, Register rhs, Register temporary) {
  if (cpu_.avx) {
    assembler_.vpcmpgtq(xmm(to), xmm(lhs), xmm(rhs));
    return;
  }
  vector_op(kSubI64, kFloatScratch, rhs, xmm(lhs));
  vector_op(kEqualI32, temporary, lhs, xmm(rhs));
  assembler_.pand(xmm(kFloatScratch), xmm(temporary));
  vector_op(kGreaterI32, temporary, lhs, xmm(rhs));
  assembler_.por(xmm(temporary), xmm(kFloatScratch));
  assembler_.pshufd(xmm(to), xmm(temporary), lanes(1, 1, 3, 3));
}

/// The two mixed products of halves count from bit 32 on, that of the high halves not at all.
void MacroAssembler::multiply_i64(Register to, Register lhs, Register rhs, Register temporary) {
  vector_op(kShiftRightI64, temporary, lhs, asmjit::imm(32));
  vector_op(kMultiplyU32, temporary, temporary, xmm(rhs));
  vector_op(kShiftRightI64, kFloatScratch, rhs, asmjit::imm(32));
  vector_op(kMultiplyU32, kFloatScratch, kFloatScratch, xmm(lhs));
  assembler_.paddq(xmm(temporary), xmm(kFloatScratch));
  assembler_.psllq(xmm(temporary), 32);
  vector_op(kMultiplyU32, to, lhs, xmm(rhs));
  assembler_.paddq(xmm(to), xmm(temporary));
}

void MacroAssembler::multiply_extended(Opcode opcode, Register to, Register lhs, Register rhs) {
  constexpr VectorInstruction kMultiplyHighS = {I::kIdPmulhw, I::kIdVpmulhw, true};
  constexpr VectorInstruction kMultiplyHighU = {I::kIdPmulhuw, I::kIdVpmulhuw, true};
  constexpr VectorInstruction kInterleaveLow = {I::kIdPunpcklwd, I::kIdVpunpcklwd};
  constexpr VectorInstruction kInterleaveHigh = {I::kIdPunpckhwd, I::kIdVpunpckhwd};
  constexpr int kLowPair = lanes(0, 0, 1, 1);
  constexpr int kHighPair = lanes(2, 2, 3, 3);
  auto bytes = [&](asmjit::InstId extend, bool is_high) {
    if (is_high) {
      assembler_.pshufd(xmm(kFloatScratch), xmm(lhs), kHighHalf);
      assembler_.pshufd(xmm(to), xmm(rhs), kHighHalf);
      lhs = kFloatScratch;
      rhs = to;
    }
    assembler_.emit(extend, xmm(kFloatScratch), xmm(lhs));
    assembler_.emit(extend, xmm(to), xmm(rhs));
    assembler_.pmullw(xmm(to), xmm(kFloatScratch));
  };
  auto words = [&](const VectorInstruction& high, const VectorInstruction& interleave) {
    vector_op(high, kFloatScratch, lhs, xmm(rhs));
    vector_op(kMultiplyLowI16, to, lhs, xmm(rhs));
    vector_op(interleave, to, to, xmm(kFloatScratch));
  };
  auto doublewords = [&](const VectorInstruction& multiply, int lanes) {
    assembler_.pshufd(xmm(kFloatScratch), xmm(lhs), lanes);
    assembler_.pshufd(xmm(to), xmm(rhs), lanes);
    vector_op(multiply, to, to, xmm(kFloatScratch));
  };
  switch (opcode) {
    case Opcode::i16x8_extmul_low_i8x16_s:
      return bytes(I::kIdPmovsxbw, false);
    case Opcode::i16x8_extmul_high_i8x16_s:
      return bytes(I::kIdPmovsxbw, true);
    case Opcode::i16x8_extmul_low_i8x16_u:
      return bytes(I::kIdPmovzxbw, false);
    case Opcode::i16x8_extmul_high_i8x16_u:
      return bytes(I::kIdPmovzxbw, true);
    case Opcode::i32x4_extmul_low_i16x8_s:
      return words(kMultiplyHighS, kInterleaveLow);
    case Opcode::i32x4_extmul_high_i16x8_s:
      return words(kMultiplyHighS, kInterleaveHigh);
    case Opcode::i32x4_extmul_low_i16x8_u:
      return words(kMultiplyHighU, kInterleaveLow);
    case Opcode::i32x4_extmul_high_i16x8_u:
      return words(kMultiplyHighU, kInterleaveHigh);
    case Opcode::i64x2_extmul_low_i32x4_s:
      return doublewords(kMultiplyS32, kLowPair);
    case Opcode::i64x2_extmul_high_i32x4_s:
      return doublewords(kMultiplyS32, kHighPair);
    case Opcode::i64x2_extmul_low_i32x4_u:
      return doublewords(kMultiplyU32, kLowPair);
    case Opcode::i64x2_extmul_high_i32x4_u:
      return doublewords(kMultiplyU32, kHighPair);
    default:
      assert(false);
  }
}

}  // namespace wali::jit::x64
