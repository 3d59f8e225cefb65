#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;

void MacroAssembler::vector_splat(Opcode opcode, Register to, Register from) {
  switch (opcode) {
    case Opcode::i8x16_splat:
      assembler_.dup(vec(to).b16(), gp32(from));
      break;
    case Opcode::i16x8_splat:
      assembler_.dup(vec(to).h8(), gp32(from));
      break;
    case Opcode::i32x4_splat:
      assembler_.dup(vec(to).s4(), gp32(from));
      break;
    case Opcode::i64x2_splat:
      assembler_.dup(vec(to).d2(), gp64(from));
      break;
    case Opcode::f32x4_splat:
      assembler_.dup(vec(to).s4(), element(from, 4, 0));
      break;
    default:
      assembler_.dup(vec(to).d2(), element(from, 8, 0));
      break;
  }
}

void MacroAssembler::vector_extract_lane(Opcode opcode, Register to, Register from, uint32_t lane) {
  switch (opcode) {
    case Opcode::i8x16_extract_lane_s:
      assembler_.smov(gp32(to), element(from, 1, lane));
      break;
    case Opcode::i8x16_extract_lane_u:
      assembler_.umov(gp32(to), element(from, 1, lane));
      break;
    case Opcode::i16x8_extract_lane_s:
      assembler_.smov(gp32(to), element(from, 2, lane));
      break;
    case Opcode::i16x8_extract_lane_u:
      assembler_.umov(gp32(to), element(from, 2, lane));
      break;
    case Opcode::i32x4_extract_lane:
      assembler_.umov(gp32(to), element(from, 4, lane));
      break;
    case Opcode::i64x2_extract_lane:
      assembler_.umov(gp64(to), element(from, 8, lane));
      break;
    default: {
      uint32_t bytes = opcode == Opcode::f32x4_extract_lane ? 4 : 8;
      if (lane == 0) {
        // A scalar's register may hold anything above it.
        move_float(to, from);
      } else {
        assembler_.dup(scalar(to, bytes), element(from, bytes, lane));
      }
      break;
    }
  }
}

void MacroAssembler::vector_replace_lane(
    Opcode opcode, Register to, Register from, uint32_t lane, Register value) {
  switch (opcode) {
    case Opcode::i8x16_replace_lane:
      move_float(to, from);
      assembler_.ins(element(to, 1, lane), gp32(value));
      break;
    case Opcode::i16x8_replace_lane:
      move_float(to, from);
      assembler_.ins(element(to, 2, lane), gp32(value));
      break;
    case Opcode::i32x4_replace_lane:
      move_float(to, from);
      assembler_.ins(element(to, 4, lane), gp32(value));
      break;
    case Opcode::i64x2_replace_lane:
      move_float(to, from);
      assembler_.ins(element(to, 8, lane), gp64(value));
      break;
    default:
      insert_element(opcode == Opcode::f32x4_replace_lane ? 4 : 8, to, from, lane, value, 0);
      break;
  }
}

/// to := from, but its element `to_index` is `source`'s `from_index`.
void MacroAssembler::insert_element(uint32_t lane_bytes,
                                    Register to,
                                    Register from,
                                    uint32_t to_index,
                                    Register source,
                                    uint32_t from_index) {
  Register result = to == source && to != from ? kFloatScratch : to;
  move_float(result, from);
  assembler_.ins(element(result, lane_bytes, to_index), element(source, lane_bytes, from_index));
  move_float(to, result);
}

}  // namespace wali::jit::aarch64
