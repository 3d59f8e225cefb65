#include <array>
#include <cstddef>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

using asmjit::imm;
using loader::Opcode;
using namespace vector;

namespace {

/// An operation of one vector that one instruction does, on the source's high half where so said.
struct Row {
  Opcode opcode;
  asmjit::InstId instruction;
  int immediate = -1;
  bool of_high_half = false;
};

constexpr Row of_high_half(Opcode opcode, asmjit::InstId instruction) {
  return {.opcode = opcode, .instruction = instruction, .of_high_half = true};
}

// Rounding modes, with the precision exception suppressed.
constexpr int kToNearest = 8, kDown = 8 | 1, kUp = 8 | 2, kToZero = 8 | 3;

// clang-format off
constexpr Row kRows[] = {
    {Opcode::i8x16_abs, I::kIdPabsb},
    {Opcode::i16x8_abs, I::kIdPabsw},
    {Opcode::i32x4_abs, I::kIdPabsd},
    {Opcode::i16x8_extend_low_i8x16_s, I::kIdPmovsxbw},
    {Opcode::i16x8_extend_low_i8x16_u, I::kIdPmovzxbw},
    of_high_half(Opcode::i16x8_extend_high_i8x16_s, I::kIdPmovsxbw),
    of_high_half(Opcode::i16x8_extend_high_i8x16_u, I::kIdPmovzxbw),
    {Opcode::i32x4_extend_low_i16x8_s, I::kIdPmovsxwd},
    {Opcode::i32x4_extend_low_i16x8_u, I::kIdPmovzxwd},
    of_high_half(Opcode::i32x4_extend_high_i16x8_s, I::kIdPmovsxwd),
    of_high_half(Opcode::i32x4_extend_high_i16x8_u, I::kIdPmovzxwd),
    {Opcode::i64x2_extend_low_i32x4_s, I::kIdPmovsxdq},
    {Opcode::i64x2_extend_low_i32x4_u, I::kIdPmovzxdq},
    of_high_half(Opcode::i64x2_extend_high_i32x4_s, I::kIdPmovsxdq),
    of_high_half(Opcode::i64x2_extend_high_i32x4_u, I::kIdPmovzxdq),
    {Opcode::f32x4_sqrt, I::kIdSqrtps},
    {Opcode::f32x4_ceil, I::kIdRoundps, kUp},
    {Opcode::f32x4_floor, I::kIdRoundps, kDown},
    {Opcode::f32x4_trunc, I::kIdRoundps, kToZero},
    {Opcode::f32x4_nearest, I::kIdRoundps, kToNearest},
    {Opcode::f64x2_sqrt, I::kIdSqrtpd},
    {Opcode::f64x2_ceil, I::kIdRoundpd, kUp},
    {Opcode::f64x2_floor, I::kIdRoundpd, kDown},
    {Opcode::f64x2_trunc, I::kIdRoundpd, kToZero},
    {Opcode::f64x2_nearest, I::kIdRoundpd, kToNearest},
    {Opcode::f32x4_convert_i32x4_s, I::kIdCvtdq2ps},
    {Opcode::f64x2_convert_low_i32x4_s, I::kIdCvtdq2pd},
    {Opcode::f32x4_demote_f64x2_zero, I::kIdCvtpd2ps},
    {Opcode::f64x2_promote_low_f32x4, I::kIdCvtps2pd},
    {Opcode::i32x4_relaxed_trunc_f32x4_s, I::kIdCvttps2dq},
    {Opcode::i32x4_relaxed_trunc_f64x2_s_zero, I::kIdCvttpd2dq},
};
// clang-format on

constexpr auto kRowOf = rows_by_opcode(kRows);

}  // namespace

void MacroAssembler::vector_unary(Opcode opcode, Register to, Register from, Register temporary) {
  uint8_t index = kRowOf[static_cast<size_t>(opcode)];
  if (index == kNoRow) {
    vector_unary_sequence(opcode, to, from, temporary);
    return;
  }
  const Row& row = kRows[index];
  if (row.of_high_half) {
    assembler_.pshufd(xmm(to), xmm(from), kHighHalf);
    from = to;
  }
  if (row.immediate < 0) {
    assembler_.emit(row.instruction, xmm(to), xmm(from));
  } else {
    assembler_.emit(row.instruction, xmm(to), xmm(from), imm(row.immediate));
  }
}

/// What takes several instructions or a constant.
void MacroAssembler::vector_unary_sequence(Opcode opcode,
                                           Register to,
                                           Register from,
                                           Register temporary) {
  auto with_field = [&](const VectorInstruction& instruction, size_t offset) {
    vector_op(instruction, to, from, instance_field(offset, 16));
  };
  switch (opcode) {
    case Opcode::v128_not:
      set_all_ones(kFloatScratch);
      vector_op(kXor, to, from, xmm(kFloatScratch));
      break;
    case Opcode::i8x16_neg:
      negate_lanes(kSubI8, to, from);
      break;
    case Opcode::i16x8_neg:
      negate_lanes(kSubI16, to, from);
      break;
    case Opcode::i32x4_neg:
      negate_lanes(kSubI32, to, from);
      break;
    case Opcode::i64x2_neg:
      negate_lanes(kSubI64, to, from);
      break;
    case Opcode::i64x2_abs:
      absolute_i64(to, from);
      break;
    case Opcode::i8x16_popcnt:
      count_bits_of_bytes(to, from, temporary);
      break;
    case Opcode::i16x8_extadd_pairwise_i8x16_s:
    case Opcode::i16x8_extadd_pairwise_i8x16_u:
    case Opcode::i32x4_extadd_pairwise_i16x8_s:
    case Opcode::i32x4_extadd_pairwise_i16x8_u:
      add_pairs(opcode, to, from);
      break;
    case Opcode::f32x4_abs:
      with_field(kAnd, offsetof(InstanceData, f32_magnitude));
      break;
    case Opcode::f32x4_neg:
      with_field(kXor, offsetof(InstanceData, f32_sign));
      break;
    case Opcode::f64x2_abs:
      with_field(kAnd, offsetof(InstanceData, f64_magnitude));
      break;
    case Opcode::f64x2_neg:
      with_field(kXor, offsetof(InstanceData, f64_sign));
      break;
    case Opcode::f32x4_convert_i32x4_u:
    case Opcode::f64x2_convert_low_i32x4_u:
      convert_lanes(opcode, to, from);
      break;
    default:
      truncate_lanes(opcode, to, from, temporary);
      break;
  }
}

void MacroAssembler::negate_lanes(const VectorInstruction& subtract, Register to, Register from) {
  Register difference = to == from ? kFloatScratch : to;
  clear_float(difference);
  vector_op(subtract, difference, difference, xmm(from));
  move_float(to, difference);
}

/// (x xor s) - s, where s has the sign's bit everywhere.
void MacroAssembler::absolute_i64(Register to, Register from) {
  assembler_.pshufd(xmm(kFloatScratch), xmm(from), lanes(1, 1, 3, 3));
  assembler_.psrad(xmm(kFloatScratch), 31);
  vector_op(kXor, to, from, xmm(kFloatScratch));
  assembler_.psubq(xmm(to), xmm(kFloatScratch));
}

/// Looks up the number of bits of each half byte.
void MacroAssembler::count_bits_of_bytes(Register to, Register from, Register temporary) {
  constexpr uint64_t kHalfByte = 0x0f0f0f0f0f0f0f0f;
  constexpr uint64_t kCountsLow = 0x0302020102010100, kCountsHigh = 0x0403030203020201;
  asmjit::x86::Mem half_byte = constant_operand(kHalfByte, kHalfByte);
  asmjit::x86::Mem counts = constant_operand(kCountsLow, kCountsHigh);
  vector_op(kAnd, temporary, from, half_byte);
  vector_op(kShiftRightI16, kFloatScratch, from, imm(4));
  vector_op(kAnd, kFloatScratch, kFloatScratch, half_byte);
  assembler_.movaps(xmm(to), counts);
  assembler_.pshufb(xmm(to), xmm(temporary));
  assembler_.movaps(xmm(temporary), counts);
  assembler_.pshufb(xmm(temporary), xmm(kFloatScratch));
  assembler_.paddb(xmm(to), xmm(temporary));
}

void MacroAssembler::add_pairs(Opcode opcode, Register to, Register from) {
  constexpr uint64_t kOnesI8 = 0x0101010101010101;
  constexpr uint64_t kOnesI16 = 0x0001000100010001;
  constexpr int kEvenWords = 0x55;
  switch (opcode) {
    case Opcode::i16x8_extadd_pairwise_i8x16_s:
      // The unsigned factors come first.
      assembler_.movaps(xmm(kFloatScratch), constant_operand(kOnesI8, kOnesI8));
      assembler_.pmaddubsw(xmm(kFloatScratch), xmm(from));
      move_float(to, kFloatScratch);
      break;
    case Opcode::i16x8_extadd_pairwise_i8x16_u:
      vector_op(kMultiplyAddPairsI8, to, from, constant_operand(kOnesI8, kOnesI8));
      break;
    case Opcode::i32x4_extadd_pairwise_i16x8_s:
      vector_op(kMultiplyAddPairsI16, to, from, constant_operand(kOnesI16, kOnesI16));
      break;
    default:
      clear_float(kFloatScratch);
      assembler_.pblendw(xmm(kFloatScratch), xmm(from), kEvenWords);
      vector_op(kShiftRightI32, to, from, imm(16));
      assembler_.paddd(xmm(to), xmm(kFloatScratch));
      break;
  }
}

}  // namespace wali::jit::x64
