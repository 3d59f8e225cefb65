#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

namespace x86 = asmjit::x86;
using loader::Opcode;
using namespace vector;

/// Every lane of `reg` := its lowest lane of 1, 2, 4 or 8 bytes.
void MacroAssembler::splat_lowest(uint32_t lane_bytes, Register reg) {
  x86::Xmm vector = xmm(reg);
  switch (lane_bytes) {
    case 1:
      if (cpu_.avx2) {
        assembler_.vpbroadcastb(vector, vector);
      } else {
        clear_float(kFloatScratch);
        assembler_.pshufb(vector, xmm(kFloatScratch));
      }
      break;
    case 2:
      if (cpu_.avx2) {
        assembler_.vpbroadcastw(vector, vector);
      } else {
        assembler_.pshuflw(vector, vector, lanes(0, 0, 0, 0));
        assembler_.pshufd(vector, vector, lanes(0, 0, 0, 0));
      }
      break;
    case 4:
      assembler_.pshufd(vector, vector, lanes(0, 0, 0, 0));
      break;
    default:
      assembler_.pshufd(vector, vector, lanes(0, 1, 0, 1));
      break;
  }
}

void MacroAssembler::vector_splat(Opcode opcode, Register to, Register from) {
  switch (opcode) {
    case Opcode::i8x16_splat:
      assembler_.movd(xmm(to), gp32(from));
      splat_lowest(1, to);
      break;
    case Opcode::i16x8_splat:
      assembler_.movd(xmm(to), gp32(from));
      splat_lowest(2, to);
      break;
    case Opcode::i32x4_splat:
      assembler_.movd(xmm(to), gp32(from));
      splat_lowest(4, to);
      break;
    case Opcode::i64x2_splat:
      assembler_.movq(xmm(to), gp64(from));
      splat_lowest(8, to);
      break;
    case Opcode::f32x4_splat:
      vector_op(kShuffleFloats, to, from, xmm(from), lanes(0, 0, 0, 0));
      break;
    default:
      assembler_.movddup(xmm(to), xmm(from));
      break;
  }
}

void MacroAssembler::vector_extract_lane(Opcode opcode, Register to, Register from, uint32_t lane) {
  switch (opcode) {
    case Opcode::i8x16_extract_lane_s:
      assembler_.pextrb(gp32(to), xmm(from), lane);
      assembler_.movsx(gp32(to), gp8(to));
      break;
    case Opcode::i8x16_extract_lane_u:
      assembler_.pextrb(gp32(to), xmm(from), lane);
      break;
    case Opcode::i16x8_extract_lane_s:
      assembler_.pextrw(gp32(to), xmm(from), lane);
      assembler_.movsx(gp32(to), gp16(to));
      break;
    case Opcode::i16x8_extract_lane_u:
      assembler_.pextrw(gp32(to), xmm(from), lane);
      break;
    case Opcode::i32x4_extract_lane:
      if (lane == 0) {
        assembler_.movd(gp32(to), xmm(from));
      } else {
        assembler_.pextrd(gp32(to), xmm(from), lane);
      }
      break;
    case Opcode::i64x2_extract_lane:
      if (lane == 0) {
        assembler_.movq(gp64(to), xmm(from));
      } else {
        assembler_.pextrq(gp64(to), xmm(from), lane);
      }
      break;
    case Opcode::f32x4_extract_lane:
      // A scalar's register may hold anything above it.
      if (lane == 0) {
        move_float(to, from);
      } else if (lane == 1) {
        assembler_.movshdup(xmm(to), xmm(from));
      } else {
        assembler_.pshufd(xmm(to), xmm(from), static_cast<int>(lane));
      }
      break;
    default:
      if (lane == 0) {
        move_float(to, from);
      } else {
        assembler_.pshufd(xmm(to), xmm(from), kHighHalf);
      }
      break;
  }
}

void MacroAssembler::vector_replace_lane(
    Opcode opcode, Register to, Register from, uint32_t lane, Register value) {
  constexpr VectorInstruction kInsertF32 = {I::kIdInsertps, I::kIdVinsertps};
  constexpr VectorInstruction kReplaceLowF64 = {I::kIdMovsd, I::kIdVmovsd};
  constexpr VectorInstruction kReplaceHighF64 = {I::kIdMovlhps, I::kIdVmovlhps};
  auto insert = [&](asmjit::InstId sse, asmjit::InstId avx, const x86::Gp& source) {
    vector_op({sse, avx}, to, from, source, static_cast<int>(lane));
  };
  switch (opcode) {
    case Opcode::i8x16_replace_lane:
      insert(I::kIdPinsrb, I::kIdVpinsrb, gp32(value));
      break;
    case Opcode::i16x8_replace_lane:
      insert(I::kIdPinsrw, I::kIdVpinsrw, gp32(value));
      break;
    case Opcode::i32x4_replace_lane:
      insert(I::kIdPinsrd, I::kIdVpinsrd, gp32(value));
      break;
    case Opcode::i64x2_replace_lane:
      insert(I::kIdPinsrq, I::kIdVpinsrq, gp64(value));
      break;
    case Opcode::f32x4_replace_lane:
      vector_op(kInsertF32, to, from, xmm(value), static_cast<int>(lane << 4));
      break;
    default:
      vector_op(lane == 0 ? kReplaceLowF64 : kReplaceHighF64, to, from, xmm(value));
      break;
  }
}

}  // namespace wali::jit::x64
