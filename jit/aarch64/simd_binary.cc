#include <cassert>
#include <utility>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;
using enum Arrangement;

namespace {

/// An operation of two vectors that one instruction does, or, if inverted, one and a complement.
struct Row {
  Opcode opcode;
  asmjit::InstId instruction;
  Arrangement to;
  Arrangement from;
  bool swapped = false;   // the instruction takes rhs first
  bool inverted = false;  // the result is the complement
};

constexpr Row plain(Opcode opcode, asmjit::InstId instruction, Arrangement arrangement) {
  return {opcode, instruction, arrangement, arrangement};
}
constexpr Row swapped(Opcode opcode, asmjit::InstId instruction, Arrangement arrangement) {
  return {opcode, instruction, arrangement, arrangement, true};
}
constexpr Row inverted(Opcode opcode, asmjit::InstId instruction, Arrangement arrangement) {
  return {opcode, instruction, arrangement, arrangement, false, true};
}
constexpr Row widening(Opcode opcode,
                       asmjit::InstId instruction,
                       Arrangement to,
                       Arrangement from) {
  return {opcode, instruction, to, from};
}

// clang-format off
constexpr Row kRows[] = {
    plain(Opcode::v128_and, I::kIdAnd_v, B16),
    plain(Opcode::v128_andnot, I::kIdBic_v, B16),
    plain(Opcode::v128_or, I::kIdOrr_v, B16),
    plain(Opcode::v128_xor, I::kIdEor_v, B16),

    plain(Opcode::i8x16_swizzle, I::kIdTbl_v, B16),
    plain(Opcode::i8x16_relaxed_swizzle, I::kIdTbl_v, B16),
    plain(Opcode::i8x16_add, I::kIdAdd_v, B16),
    plain(Opcode::i8x16_add_sat_s, I::kIdSqadd_v, B16),
    plain(Opcode::i8x16_add_sat_u, I::kIdUqadd_v, B16),
    plain(Opcode::i8x16_sub, I::kIdSub_v, B16),
    plain(Opcode::i8x16_sub_sat_s, I::kIdSqsub_v, B16),
    plain(Opcode::i8x16_sub_sat_u, I::kIdUqsub_v, B16),
    plain(Opcode::i8x16_min_s, I::kIdSmin_v, B16),
    plain(Opcode::i8x16_min_u, I::kIdUmin_v, B16),
    plain(Opcode::i8x16_max_s, I::kIdSmax_v, B16),
    plain(Opcode::i8x16_max_u, I::kIdUmax_v, B16),
    plain(Opcode::i8x16_avgr_u, I::kIdUrhadd_v, B16),
    plain(Opcode::i8x16_eq, I::kIdCmeq_v, B16),
    inverted(Opcode::i8x16_ne, I::kIdCmeq_v, B16),
    plain(Opcode::i8x16_gt_s, I::kIdCmgt_v, B16),
    plain(Opcode::i8x16_gt_u, I::kIdCmhi_v, B16),
    plain(Opcode::i8x16_ge_s, I::kIdCmge_v, B16),
    plain(Opcode::i8x16_ge_u, I::kIdCmhs_v, B16),
    swapped(Opcode::i8x16_lt_s, I::kIdCmgt_v, B16),
    swapped(Opcode::i8x16_lt_u, I::kIdCmhi_v, B16),
    swapped(Opcode::i8x16_le_s, I::kIdCmge_v, B16),
    swapped(Opcode::i8x16_le_u, I::kIdCmhs_v, B16),

    plain(Opcode::i16x8_add, I::kIdAdd_v, H8),
    plain(Opcode::i16x8_add_sat_s, I::kIdSqadd_v, H8),
    plain(Opcode::i16x8_add_sat_u, I::kIdUqadd_v, H8),
    plain(Opcode::i16x8_sub, I::kIdSub_v, H8),
    plain(Opcode::i16x8_sub_sat_s, I::kIdSqsub_v, H8),
    plain(Opcode::i16x8_sub_sat_u, I::kIdUqsub_v, H8),
    plain(Opcode::i16x8_mul, I::kIdMul_v, H8),
    plain(Opcode::i16x8_q15mulr_sat_s, I::kIdSqrdmulh_v, H8),
    plain(Opcode::i16x8_relaxed_q15mulr_s, I::kIdSqrdmulh_v, H8),
    plain(Opcode::i16x8_min_s, I::kIdSmin_v, H8),
    plain(Opcode::i16x8_min_u, I::kIdUmin_v, H8),
    plain(Opcode::i16x8_max_s, I::kIdSmax_v, H8),
    plain(Opcode::i16x8_max_u, I::kIdUmax_v, H8),
    plain(Opcode::i16x8_avgr_u, I::kIdUrhadd_v, H8),
    widening(Opcode::i16x8_extmul_low_i8x16_s, I::kIdSmull_v, H8, B8),
    widening(Opcode::i16x8_extmul_high_i8x16_s, I::kIdSmull2_v, H8, B16),
    widening(Opcode::i16x8_extmul_low_i8x16_u, I::kIdUmull_v, H8, B8),
    widening(Opcode::i16x8_extmul_high_i8x16_u, I::kIdUmull2_v, H8, B16),
    plain(Opcode::i16x8_eq, I::kIdCmeq_v, H8),
    inverted(Opcode::i16x8_ne, I::kIdCmeq_v, H8),
    plain(Opcode::i16x8_gt_s, I::kIdCmgt_v, H8),
    plain(Opcode::i16x8_gt_u, I::kIdCmhi_v, H8),
    plain(Opcode::i16x8_ge_s, I::kIdCmge_v, H8),
    plain(Opcode::i16x8_ge_u, I::kIdCmhs_v, H8),
    swapped(Opcode::i16x8_lt_s, I::kIdCmgt_v, H8),
    swapped(Opcode::i16x8_lt_u, I::kIdCmhi_v, H8),
    swapped(Opcode::i16x8_le_s, I::kIdCmge_v, H8),
    swapped(Opcode::i16x8_le_u, I::kIdCmhs_v, H8),

    plain(Opcode::i32x4_add, I::kIdAdd_v, S4),
    plain(Opcode::i32x4_sub, I::kIdSub_v, S4),
    plain(Opcode::i32x4_mul, I::kIdMul_v, S4),
    plain(Opcode::i32x4_min_s, I::kIdSmin_v, S4),
    plain(Opcode::i32x4_min_u, I::kIdUmin_v, S4),
    plain(Opcode::i32x4_max_s, I::kIdSmax_v, S4),
    plain(Opcode::i32x4_max_u, I::kIdUmax_v, S4),
    widening(Opcode::i32x4_extmul_low_i16x8_s, I::kIdSmull_v, S4, H4),
    widening(Opcode::i32x4_extmul_high_i16x8_s, I::kIdSmull2_v, S4, H8),
    widening(Opcode::i32x4_extmul_low_i16x8_u, I::kIdUmull_v, S4, H4),
    widening(Opcode::i32x4_extmul_high_i16x8_u, I::kIdUmull2_v, S4, H8),
    plain(Opcode::i32x4_eq, I::kIdCmeq_v, S4),
    inverted(Opcode::i32x4_ne, I::kIdCmeq_v, S4),
    plain(Opcode::i32x4_gt_s, I::kIdCmgt_v, S4),
    plain(Opcode::i32x4_gt_u, I::kIdCmhi_v, S4),
    plain(Opcode::i32x4_ge_s, I::kIdCmge_v, S4),
    plain(Opcode::i32x4_ge_u, I::kIdCmhs_v, S4),
    swapped(Opcode::i32x4_lt_s, I::kIdCmgt_v, S4),
    swapped(Opcode::i32x4_lt_u, I::kIdCmhi_v, S4),
    swapped(Opcode::i32x4_le_s, I::kIdCmge_v, S4),
    swapped(Opcode::i32x4_le_u, I::kIdCmhs_v, S4),

    plain(Opcode::i64x2_add, I::kIdAdd_v, D2),
    plain(Opcode::i64x2_sub, I::kIdSub_v, D2),
    widening(Opcode::i64x2_extmul_low_i32x4_s, I::kIdSmull_v, D2, S2),
    widening(Opcode::i64x2_extmul_high_i32x4_s, I::kIdSmull2_v, D2, S4),
    widening(Opcode::i64x2_extmul_low_i32x4_u, I::kIdUmull_v, D2, S2),
    widening(Opcode::i64x2_extmul_high_i32x4_u, I::kIdUmull2_v, D2, S4),
    plain(Opcode::i64x2_eq, I::kIdCmeq_v, D2),
    inverted(Opcode::i64x2_ne, I::kIdCmeq_v, D2),
    plain(Opcode::i64x2_gt_s, I::kIdCmgt_v, D2),
    plain(Opcode::i64x2_ge_s, I::kIdCmge_v, D2),
    swapped(Opcode::i64x2_lt_s, I::kIdCmgt_v, D2),
    swapped(Opcode::i64x2_le_s, I::kIdCmge_v, D2),

    plain(Opcode::f32x4_add, I::kIdFadd_v, S4),
    plain(Opcode::f32x4_sub, I::kIdFsub_v, S4),
    plain(Opcode::f32x4_mul, I::kIdFmul_v, S4),
    plain(Opcode::f32x4_div, I::kIdFdiv_v, S4),
    plain(Opcode::f32x4_min, I::kIdFmin_v, S4),
    plain(Opcode::f32x4_max, I::kIdFmax_v, S4),
    plain(Opcode::f32x4_relaxed_min, I::kIdFmin_v, S4),
    plain(Opcode::f32x4_relaxed_max, I::kIdFmax_v, S4),
    plain(Opcode::f32x4_eq, I::kIdFcmeq_v, S4),
    inverted(Opcode::f32x4_ne, I::kIdFcmeq_v, S4),
    plain(Opcode::f32x4_gt, I::kIdFcmgt_v, S4),
    plain(Opcode::f32x4_ge, I::kIdFcmge_v, S4),
    swapped(Opcode::f32x4_lt, I::kIdFcmgt_v, S4),
    swapped(Opcode::f32x4_le, I::kIdFcmge_v, S4),

    plain(Opcode::f64x2_add, I::kIdFadd_v, D2),
    plain(Opcode::f64x2_sub, I::kIdFsub_v, D2),
    plain(Opcode::f64x2_mul, I::kIdFmul_v, D2),
    plain(Opcode::f64x2_div, I::kIdFdiv_v, D2),
    plain(Opcode::f64x2_min, I::kIdFmin_v, D2),
    plain(Opcode::f64x2_max, I::kIdFmax_v, D2),
    plain(Opcode::f64x2_relaxed_min, I::kIdFmin_v, D2),
    plain(Opcode::f64x2_relaxed_max, I::kIdFmax_v, D2),
    plain(Opcode::f64x2_eq, I::kIdFcmeq_v, D2),
    inverted(Opcode::f64x2_ne, I::kIdFcmeq_v, D2),
    plain(Opcode::f64x2_gt, I::kIdFcmgt_v, D2),
    plain(Opcode::f64x2_ge, I::kIdFcmge_v, D2),
    swapped(Opcode::f64x2_lt, I::kIdFcmgt_v, D2),
    swapped(Opcode::f64x2_le, I::kIdFcmge_v, D2),
};
// clang-format on

constexpr auto kRowOf = rows_by_opcode(kRows);

}  // namespace

void MacroAssembler::vector_binary(
    Opcode opcode, Register to, Register lhs, Register rhs, Register) {
  uint8_t index = kRowOf[static_cast<size_t>(opcode)];
  if (index == kNoRow) {
    vector_binary_sequence(opcode, to, lhs, rhs);
    return;
  }
  const Row& row = kRows[index];
  if (row.swapped) std::swap(lhs, rhs);
  assembler_.emit(
      row.instruction, arranged(to, row.to), arranged(lhs, row.from), arranged(rhs, row.from));
  if (row.inverted) assembler_.mvn(vec(to).b16(), vec(to).b16());
}

/// What takes several instructions.
void MacroAssembler::vector_binary_sequence(Opcode opcode,
                                            Register to,
                                            Register lhs,
                                            Register rhs) {
  switch (opcode) {
    case Opcode::i8x16_narrow_i16x8_s:
      narrow_lanes(I::kIdSqxtn_v, I::kIdSqxtn2_v, 1, to, lhs, rhs);
      break;
    case Opcode::i8x16_narrow_i16x8_u:
      narrow_lanes(I::kIdSqxtun_v, I::kIdSqxtun2_v, 1, to, lhs, rhs);
      break;
    case Opcode::i16x8_narrow_i32x4_s:
      narrow_lanes(I::kIdSqxtn_v, I::kIdSqxtn2_v, 2, to, lhs, rhs);
      break;
    case Opcode::i16x8_narrow_i32x4_u:
      narrow_lanes(I::kIdSqxtun_v, I::kIdSqxtun2_v, 2, to, lhs, rhs);
      break;
    case Opcode::i32x4_dot_i16x8_s:
      multiply_pairs(2, to, lhs, rhs);
      break;
    case Opcode::i16x8_relaxed_dot_i8x16_i7x16_s:
      multiply_pairs(1, to, lhs, rhs);
      break;
    case Opcode::i64x2_mul:
      multiply_i64(to, lhs, rhs);
      break;
    case Opcode::f32x4_pmin:
      select_greater(S4, to, lhs, rhs, rhs, lhs);
      break;
    case Opcode::f32x4_pmax:
      select_greater(S4, to, rhs, lhs, rhs, lhs);
      break;
    case Opcode::f64x2_pmin:
      select_greater(D2, to, lhs, rhs, rhs, lhs);
      break;
    case Opcode::f64x2_pmax:
      select_greater(D2, to, rhs, lhs, rhs, lhs);
      break;
    default:
      assert(false);
  }
}

/// Lanes of `lane_bytes` bytes from ones of twice as many, saturated: lhs to the low half, rhs to
/// the high one.
void MacroAssembler::narrow_lanes(asmjit::InstId low,
                                  asmjit::InstId high,
                                  uint32_t lane_bytes,
                                  Register to,
                                  Register lhs,
                                  Register rhs) {
  Register result = to == rhs ? kFloatScratch : to;
  Arrangement from = whole(2 * lane_bytes);
  assembler_.emit(low, arranged(result, lane_bytes == 1 ? B8 : H4), arranged(lhs, from));
  assembler_.emit(high, arranged(result, whole(lane_bytes)), arranged(rhs, from));
  move_float(to, result);
}

/// The sums of neighbouring products of lanes of `lane_bytes` bytes.
void MacroAssembler::multiply_pairs(uint32_t lane_bytes, Register to, Register lhs, Register rhs) {
  Arrangement low = lane_bytes == 1 ? B8 : H4, all = whole(lane_bytes);
  Arrangement wide = whole(2 * lane_bytes);
  assembler_.smull(arranged(kFloatScratch, wide), arranged(lhs, low), arranged(rhs, low));
  assembler_.smull2(arranged(to, wide), arranged(lhs, all), arranged(rhs, all));
  assembler_.addp(arranged(to, wide), arranged(kFloatScratch, wide), arranged(to, wide));
}

/// There is no such instruction: the integer unit multiplies.
void MacroAssembler::multiply_i64(Register to, Register lhs, Register rhs) {
  for (uint32_t lane : {0, 1}) {
    assembler_.umov(gp64(kScratch), element(lhs, 8, lane));
    assembler_.umov(gp64(kOperandScratch), element(rhs, 8, lane));
    assembler_.mul(gp64(kScratch), gp64(kScratch), gp64(kOperandScratch));
    assembler_.ins(element(to, 8, lane), gp64(kScratch));
  }
}

/// to := a > b ? if_true : if_false, by lanes.
void MacroAssembler::select_greater(
    Arrangement floats, Register to, Register a, Register b, Register if_true, Register if_false) {
  Register mask = to == a || to == b ? kFloatScratch : to;
  assembler_.fcmgt(arranged(mask, floats), arranged(a, floats), arranged(b, floats));
  select_bits(to, if_true, if_false, mask);
}

/// to := the bits of `if_true` where `mask` has ones and of `if_false` elsewhere.
void MacroAssembler::select_bits(Register to, Register if_true, Register if_false, Register mask) {
  if (to == if_true) {
    assembler_.bif(vec(to).b16(), vec(if_false).b16(), vec(mask).b16());
  } else if (to == if_false) {
    assembler_.bit(vec(to).b16(), vec(if_true).b16(), vec(mask).b16());
  } else {
    move_float(to, mask);
    assembler_.bsl(vec(to).b16(), vec(if_true).b16(), vec(if_false).b16());
  }
}

}  // namespace wali::jit::aarch64
