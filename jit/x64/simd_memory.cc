#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

namespace x86 = asmjit::x86;
using loader::Opcode;
using namespace vector;

namespace {

uint32_t bytes_of_access(Opcode opcode) {
  return 1u << loader::info(opcode).access_width_log2;
}

}  // namespace

void MacroAssembler::vector_load(Opcode opcode, Register to, Address address) {
  x86::Mem source = memory_operand(address, bytes_of_access(opcode));
  x86::Xmm vector = xmm(to);
  add_site(SiteKind::MemoryAccess);
  switch (opcode) {
    case Opcode::v128_load:
      assembler_.movups(vector, source);
      break;
    case Opcode::v128_load8x8_s:
      assembler_.pmovsxbw(vector, source);
      break;
    case Opcode::v128_load8x8_u:
      assembler_.pmovzxbw(vector, source);
      break;
    case Opcode::v128_load16x4_s:
      assembler_.pmovsxwd(vector, source);
      break;
    case Opcode::v128_load16x4_u:
      assembler_.pmovzxwd(vector, source);
      break;
    case Opcode::v128_load32x2_s:
      assembler_.pmovsxdq(vector, source);
      break;
    case Opcode::v128_load32x2_u:
      assembler_.pmovzxdq(vector, source);
      break;
    case Opcode::v128_load32_zero:
      assembler_.movss(vector, source);
      break;
    case Opcode::v128_load64_zero:
      assembler_.movsd(vector, source);
      break;
    default:
      load_splat(opcode, to, source);
      break;
  }
}

void MacroAssembler::load_splat(Opcode opcode, Register to, const x86::Mem& source) {
  x86::Xmm vector = xmm(to);
  switch (opcode) {
    case Opcode::v128_load8_splat:
      if (cpu_.avx2) {
        assembler_.vpbroadcastb(vector, source);
      } else {
        assembler_.pinsrb(vector, source, 0);
        splat_lowest(1, to);
      }
      break;
    case Opcode::v128_load16_splat:
      if (cpu_.avx2) {
        assembler_.vpbroadcastw(vector, source);
      } else {
        assembler_.pinsrw(vector, source, 0);
        splat_lowest(2, to);
      }
      break;
    case Opcode::v128_load32_splat:
      if (cpu_.avx) {
        assembler_.vbroadcastss(vector, source);
      } else {
        assembler_.movss(vector, source);
        splat_lowest(4, to);
      }
      break;
    default:
      assembler_.movddup(vector, source);
      break;
  }
}

void MacroAssembler::vector_load_lane(
    Opcode opcode, Register to, Register from, Address address, uint32_t lane) {
  x86::Mem source = memory_operand(address, bytes_of_access(opcode));
  move_float(to, from);
  add_site(SiteKind::MemoryAccess);
  switch (opcode) {
    case Opcode::v128_load8_lane:
      assembler_.pinsrb(xmm(to), source, lane);
      break;
    case Opcode::v128_load16_lane:
      assembler_.pinsrw(xmm(to), source, lane);
      break;
    case Opcode::v128_load32_lane:
      assembler_.pinsrd(xmm(to), source, lane);
      break;
    default:
      assembler_.pinsrq(xmm(to), source, lane);
      break;
  }
}

void MacroAssembler::vector_store(Address address, Register from) {
  x86::Mem target = memory_operand(address, 16);
  add_site(SiteKind::MemoryAccess);
  assembler_.movups(target, xmm(from));
}

void MacroAssembler::vector_store_lane(Opcode opcode,
                                       Address address,
                                       Register from,
                                       uint32_t lane) {
  x86::Mem target = memory_operand(address, bytes_of_access(opcode));
  add_site(SiteKind::MemoryAccess);
  switch (opcode) {
    case Opcode::v128_store8_lane:
      assembler_.pextrb(target, xmm(from), lane);
      break;
    case Opcode::v128_store16_lane:
      assembler_.pextrw(target, xmm(from), lane);
      break;
    case Opcode::v128_store32_lane:
      if (lane == 0) {
        assembler_.movss(target, xmm(from));
      } else {
        assembler_.pextrd(target, xmm(from), lane);
      }
      break;
    default:
      if (lane == 0) {
        assembler_.movsd(target, xmm(from));
      } else {
        assembler_.movhps(target, xmm(from));
      }
      break;
  }
}

}  // namespace wali::jit::x64
