#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;
using enum Arrangement;

namespace {

uint32_t bytes_of_access(Opcode opcode) {
  return 1u << loader::info(opcode).access_width_log2;
}

/// A load of 64 bits that makes wider lanes of them.
struct Extension {
  asmjit::InstId instruction = I::kIdNone;
  Arrangement to = {}, from = {};
};

Extension extension_of(Opcode opcode) {
  switch (opcode) {
    case Opcode::v128_load8x8_s:
      return {I::kIdSxtl_v, H8, B8};
    case Opcode::v128_load8x8_u:
      return {I::kIdUxtl_v, H8, B8};
    case Opcode::v128_load16x4_s:
      return {I::kIdSxtl_v, S4, H4};
    case Opcode::v128_load16x4_u:
      return {I::kIdUxtl_v, S4, H4};
    case Opcode::v128_load32x2_s:
      return {I::kIdSxtl_v, D2, S2};
    case Opcode::v128_load32x2_u:
      return {I::kIdUxtl_v, D2, S2};
    default:
      return {};
  }
}

bool is_splat(Opcode opcode) {
  return opcode == Opcode::v128_load8_splat || opcode == Opcode::v128_load16_splat ||
         opcode == Opcode::v128_load32_splat || opcode == Opcode::v128_load64_splat;
}

}  // namespace

void MacroAssembler::vector_load(Opcode opcode, Register to, Address address) {
  uint32_t bytes = bytes_of_access(opcode);
  if (is_splat(opcode)) {
    host_address(address);
    add_site(SiteKind::MemoryAccess);
    assembler_.ld1r(arranged(to, whole(bytes)), a64::ptr(gp64(kOperandScratch)));
    return;
  }
  a64::Mem source = memory_operand(address, bytes);
  add_site(SiteKind::MemoryAccess);
  assembler_.ldr(scalar(to, bytes), source);
  Extension extension = extension_of(opcode);
  if (extension.instruction != I::kIdNone) {
    assembler_.emit(
        extension.instruction, arranged(to, extension.to), arranged(to, extension.from));
  }
}

void MacroAssembler::vector_load_lane(
    Opcode opcode, Register to, Register from, Address address, uint32_t lane) {
  move_float(to, from);
  host_address(address);
  add_site(SiteKind::MemoryAccess);
  assembler_.ld1(element(to, bytes_of_access(opcode), lane), a64::ptr(gp64(kOperandScratch)));
}

void MacroAssembler::vector_store(Address address, Register from) {
  a64::Mem target = memory_operand(address, 16);
  add_site(SiteKind::MemoryAccess);
  assembler_.str(scalar(from, 16), target);
}

void MacroAssembler::vector_store_lane(Opcode opcode,
                                       Address address,
                                       Register from,
                                       uint32_t lane) {
  uint32_t bytes = bytes_of_access(opcode);
  if (lane == 0) {
    a64::Mem target = memory_operand(address, bytes);
    add_site(SiteKind::MemoryAccess);
    assembler_.str(scalar(from, bytes), target);
    return;
  }
  host_address(address);
  add_site(SiteKind::MemoryAccess);
  assembler_.st1(element(from, bytes, lane), a64::ptr(gp64(kOperandScratch)));
}

}  // namespace wali::jit::aarch64
