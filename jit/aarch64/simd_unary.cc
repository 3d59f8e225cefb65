#include <cassert>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;
using enum Arrangement;

namespace {

/// An operation of one vector that one instruction does.
struct Row {
  Opcode opcode;
  asmjit::InstId instruction;
  Arrangement to, from;
};

constexpr Row plain(Opcode opcode, asmjit::InstId instruction, Arrangement arrangement) {
  return {opcode, instruction, arrangement, arrangement};
}

// clang-format off
constexpr Row kRows[] = {
    plain(Opcode::v128_not, I::kIdMvn_v, B16),
    plain(Opcode::i8x16_abs, I::kIdAbs_v, B16),
    plain(Opcode::i8x16_neg, I::kIdNeg_v, B16),
    plain(Opcode::i8x16_popcnt, I::kIdCnt_v, B16),
    plain(Opcode::i16x8_abs, I::kIdAbs_v, H8),
    plain(Opcode::i16x8_neg, I::kIdNeg_v, H8),
    {Opcode::i16x8_extadd_pairwise_i8x16_s, I::kIdSaddlp_v, H8, B16},
    {Opcode::i16x8_extadd_pairwise_i8x16_u, I::kIdUaddlp_v, H8, B16},
    {Opcode::i16x8_extend_low_i8x16_s, I::kIdSxtl_v, H8, B8},
    {Opcode::i16x8_extend_high_i8x16_s, I::kIdSxtl2_v, H8, B16},
    {Opcode::i16x8_extend_low_i8x16_u, I::kIdUxtl_v, H8, B8},
    {Opcode::i16x8_extend_high_i8x16_u, I::kIdUxtl2_v, H8, B16},
    plain(Opcode::i32x4_abs, I::kIdAbs_v, S4),
    plain(Opcode::i32x4_neg, I::kIdNeg_v, S4),
    {Opcode::i32x4_extadd_pairwise_i16x8_s, I::kIdSaddlp_v, S4, H8},
    {Opcode::i32x4_extadd_pairwise_i16x8_u, I::kIdUaddlp_v, S4, H8},
    {Opcode::i32x4_extend_low_i16x8_s, I::kIdSxtl_v, S4, H4},
    {Opcode::i32x4_extend_high_i16x8_s, I::kIdSxtl2_v, S4, H8},
    {Opcode::i32x4_extend_low_i16x8_u, I::kIdUxtl_v, S4, H4},
    {Opcode::i32x4_extend_high_i16x8_u, I::kIdUxtl2_v, S4, H8},
    plain(Opcode::i64x2_abs, I::kIdAbs_v, D2),
    plain(Opcode::i64x2_neg, I::kIdNeg_v, D2),
    {Opcode::i64x2_extend_low_i32x4_s, I::kIdSxtl_v, D2, S2},
    {Opcode::i64x2_extend_high_i32x4_s, I::kIdSxtl2_v, D2, S4},
    {Opcode::i64x2_extend_low_i32x4_u, I::kIdUxtl_v, D2, S2},
    {Opcode::i64x2_extend_high_i32x4_u, I::kIdUxtl2_v, D2, S4},

    plain(Opcode::f32x4_abs, I::kIdFabs_v, S4),
    plain(Opcode::f32x4_neg, I::kIdFneg_v, S4),
    plain(Opcode::f32x4_sqrt, I::kIdFsqrt_v, S4),
    plain(Opcode::f32x4_ceil, I::kIdFrintp_v, S4),
    plain(Opcode::f32x4_floor, I::kIdFrintm_v, S4),
    plain(Opcode::f32x4_trunc, I::kIdFrintz_v, S4),
    plain(Opcode::f32x4_nearest, I::kIdFrintn_v, S4),
    plain(Opcode::f64x2_abs, I::kIdFabs_v, D2),
    plain(Opcode::f64x2_neg, I::kIdFneg_v, D2),
    plain(Opcode::f64x2_sqrt, I::kIdFsqrt_v, D2),
    plain(Opcode::f64x2_ceil, I::kIdFrintp_v, D2),
    plain(Opcode::f64x2_floor, I::kIdFrintm_v, D2),
    plain(Opcode::f64x2_trunc, I::kIdFrintz_v, D2),
    plain(Opcode::f64x2_nearest, I::kIdFrintn_v, D2),

    plain(Opcode::i32x4_trunc_sat_f32x4_s, I::kIdFcvtzs_v, S4),
    plain(Opcode::i32x4_trunc_sat_f32x4_u, I::kIdFcvtzu_v, S4),
    plain(Opcode::i32x4_relaxed_trunc_f32x4_s, I::kIdFcvtzs_v, S4),
    plain(Opcode::i32x4_relaxed_trunc_f32x4_u, I::kIdFcvtzu_v, S4),
    plain(Opcode::f32x4_convert_i32x4_s, I::kIdScvtf_v, S4),
    plain(Opcode::f32x4_convert_i32x4_u, I::kIdUcvtf_v, S4),
    {Opcode::f32x4_demote_f64x2_zero, I::kIdFcvtn_v, S2, D2},
    {Opcode::f64x2_promote_low_f32x4, I::kIdFcvtl_v, D2, S2},
};
// clang-format on

constexpr auto kRowOf = rows_by_opcode(kRows);

}  // namespace

void MacroAssembler::vector_unary(Opcode opcode, Register to, Register from, Register) {
  uint8_t index = kRowOf[static_cast<size_t>(opcode)];
  if (index == kNoRow) {
    convert_between_widths(opcode, to, from);
    return;
  }
  const Row& row = kRows[index];
  assembler_.emit(row.instruction, arranged(to, row.to), arranged(from, row.from));
}

}  // namespace wali::jit::aarch64
