#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;

namespace {

enum class Direction : uint8_t { Left, RightSigned, RightUnsigned };

struct Shift {
  Direction direction;
  uint32_t lane_bytes;
};

Shift shift_of(Opcode opcode) {
  using enum Direction;
  switch (opcode) {
    case Opcode::i8x16_shl:
      return {Left, 1};
    case Opcode::i8x16_shr_s:
      return {RightSigned, 1};
    case Opcode::i8x16_shr_u:
      return {RightUnsigned, 1};
    case Opcode::i16x8_shl:
      return {Left, 2};
    case Opcode::i16x8_shr_s:
      return {RightSigned, 2};
    case Opcode::i16x8_shr_u:
      return {RightUnsigned, 2};
    case Opcode::i32x4_shl:
      return {Left, 4};
    case Opcode::i32x4_shr_s:
      return {RightSigned, 4};
    case Opcode::i32x4_shr_u:
      return {RightUnsigned, 4};
    case Opcode::i64x2_shl:
      return {Left, 8};
    case Opcode::i64x2_shr_s:
      return {RightSigned, 8};
    default:
      return {RightUnsigned, 8};
  }
}

}  // namespace

/// The instructions shift each lane to the left by a signed count, the lowest byte of another lane.
void MacroAssembler::vector_shift(
    Opcode opcode, Register to, Register from, Register count, Register) {
  auto [direction, lane_bytes] = shift_of(opcode);
  Arrangement lanes = whole(lane_bytes);
  assembler_.and_(gp32(kScratch), gp32(count), 8 * lane_bytes - 1);
  if (direction != Direction::Left) assembler_.neg(gp32(kScratch), gp32(kScratch));
  if (lane_bytes == 8) {
    assembler_.dup(vec(kFloatScratch).d2(), gp64(kScratch));
  } else {
    assembler_.dup(arranged(kFloatScratch, lanes), gp32(kScratch));
  }
  asmjit::InstId instruction = direction == Direction::RightSigned ? I::kIdSshl_v : I::kIdUshl_v;
  assembler_.emit(
      instruction, arranged(to, lanes), arranged(from, lanes), arranged(kFloatScratch, lanes));
}

void MacroAssembler::vector_shift_constant(
    Opcode opcode, Register to, Register from, uint32_t count, Register) {
  auto [direction, lane_bytes] = shift_of(opcode);
  a64::Vec result = arranged(to, whole(lane_bytes));
  a64::Vec source = arranged(from, whole(lane_bytes));
  count &= 8 * lane_bytes - 1;
  if (count == 0) {
    move_float(to, from);
  } else if (direction == Direction::Left) {
    assembler_.shl(result, source, count);
  } else if (direction == Direction::RightSigned) {
    assembler_.sshr(result, source, count);
  } else {
    assembler_.ushr(result, source, count);
  }
}

}  // namespace wali::jit::aarch64
