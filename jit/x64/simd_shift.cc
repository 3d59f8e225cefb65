#include <cstddef>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

/// Shifts. Their counts are taken modulo the lane's width; the processor's are not, and it shifts
/// neither bytes nor signed 64-bit lanes.
namespace wali::jit::x64 {

using asmjit::imm;
using loader::Opcode;
using namespace vector;

namespace {

struct Shift {
  const VectorInstruction* instruction;  // null for what takes a sequence
  uint32_t lane_bits;
};

Shift shift_of(Opcode opcode) {
  switch (opcode) {
    case Opcode::i16x8_shl:
      return {&kShiftLeftI16, 16};
    case Opcode::i16x8_shr_s:
      return {&kSignedShiftRightI16, 16};
    case Opcode::i16x8_shr_u:
      return {&kShiftRightI16, 16};
    case Opcode::i32x4_shl:
      return {&kShiftLeftI32, 32};
    case Opcode::i32x4_shr_s:
      return {&kSignedShiftRightI32, 32};
    case Opcode::i32x4_shr_u:
      return {&kShiftRightI32, 32};
    case Opcode::i64x2_shl:
      return {&kShiftLeftI64, 64};
    case Opcode::i64x2_shr_u:
      return {&kShiftRightI64, 64};
    case Opcode::i64x2_shr_s:
      return {nullptr, 64};
    default:
      return {nullptr, 8};
  }
}

constexpr VectorInstruction kInterleaveLowI8 = {I::kIdPunpcklbw, I::kIdVpunpcklbw};
constexpr VectorInstruction kInterleaveHighI8 = {I::kIdPunpckhbw, I::kIdVpunpckhbw};

}  // namespace

void MacroAssembler::vector_shift(
    Opcode opcode, Register to, Register from, Register count, Register temporary) {
  Shift shift = shift_of(opcode);
  assembler_.mov(gp32(kScratch), gp32(count));
  assembler_.and_(gp32(kScratch), shift.lane_bits - 1);
  // Bytes become the high halves of words to be shifted with their sign.
  if (opcode == Opcode::i8x16_shr_s) assembler_.add(gp32(kScratch), 8);
  assembler_.movd(xmm(kFloatScratch), gp32(kScratch));
  if (shift.instruction != nullptr) {
    vector_op(*shift.instruction, to, from, xmm(kFloatScratch));
  } else if (opcode == Opcode::i64x2_shr_s) {
    shift_signed_i64(to, from, xmm(kFloatScratch), temporary);
  } else if (opcode == Opcode::i8x16_shr_s) {
    shift_signed_bytes(to, from, xmm(kFloatScratch), temporary);
  } else {
    // 0xff >> count in every byte: what a left shift keeps, and where a right shift leaves bits.
    set_all_ones(temporary);
    assembler_.psrlw(xmm(temporary), 8);
    assembler_.psrlw(xmm(temporary), xmm(kFloatScratch));
    assembler_.packuswb(xmm(temporary), xmm(temporary));
    if (opcode == Opcode::i8x16_shl) {
      vector_op(kAnd, to, from, xmm(temporary));
      assembler_.psllw(xmm(to), xmm(kFloatScratch));
    } else {
      vector_op(kShiftRightI16, to, from, xmm(kFloatScratch));
      assembler_.pand(xmm(to), xmm(temporary));
    }
  }
}

void MacroAssembler::vector_shift_constant(
    Opcode opcode, Register to, Register from, uint32_t count, Register temporary) {
  Shift shift = shift_of(opcode);
  count &= shift.lane_bits - 1;
  if (count == 0) {
    move_float(to, from);
  } else if (shift.instruction != nullptr) {
    vector_op(*shift.instruction, to, from, imm(count));
  } else if (opcode == Opcode::i64x2_shr_s) {
    shift_signed_i64(to, from, imm(count), temporary);
  } else if (opcode == Opcode::i8x16_shr_s) {
    shift_signed_bytes(to, from, imm(count + 8), temporary);
  } else {
    bool is_left = opcode == Opcode::i8x16_shl;
    uint64_t byte = is_left ? 0xff << count & 0xff : 0xff >> count;
    uint64_t mask = byte * 0x0101010101010101;
    vector_op(is_left ? kShiftLeftI16 : kShiftRightI16, to, from, imm(count));
    vector_op(kAnd, to, to, constant_operand(mask, mask));
  }
}

/// (x xor s) - s, where s is the sign's bit shifted alike.
void MacroAssembler::shift_signed_i64(Register to,
                                      Register from,
                                      const asmjit::Operand_& count,
                                      Register temporary) {
  assembler_.movaps(xmm(temporary), instance_field(offsetof(InstanceData, f64_sign), 16));
  vector_op(kShiftRightI64, temporary, temporary, count);
  vector_op(kShiftRightI64, to, from, count);
  assembler_.pxor(xmm(to), xmm(temporary));
  assembler_.psubq(xmm(to), xmm(temporary));
}

void MacroAssembler::shift_signed_bytes(Register to,
                                        Register from,
                                        const asmjit::Operand_& count,
                                        Register temporary) {
  vector_op(kInterleaveHighI8, temporary, from, xmm(from));
  vector_op(kInterleaveLowI8, to, from, xmm(from));
  vector_op(kSignedShiftRightI16, temporary, temporary, count);
  vector_op(kSignedShiftRightI16, to, to, count);
  assembler_.packsswb(xmm(to), xmm(temporary));
}

}  // namespace wali::jit::x64
