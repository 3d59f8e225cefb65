#pragma once

#include <asmjit/x86.h>

#include "jit/operation.h"
#include "jit/x64/registers.h"

/// Our registers as operands of the assembler library.
namespace wali::jit::x64 {

inline asmjit::x86::Gp gp8(Register reg) {
  return asmjit::x86::gpb_lo(number_of(reg));
}
inline asmjit::x86::Gp gp16(Register reg) {
  return asmjit::x86::gpw(number_of(reg));
}
inline asmjit::x86::Gp gp32(Register reg) {
  return asmjit::x86::gpd(number_of(reg));
}
inline asmjit::x86::Gp gp64(Register reg) {
  return asmjit::x86::gpq(number_of(reg));
}
inline asmjit::x86::Xmm xmm(Register reg) {
  return asmjit::x86::xmm(number_of(reg));
}

inline asmjit::x86::Gp gp(Width width, Register reg) {
  return width == Width::W32 ? gp32(reg) : gp64(reg);
}
inline asmjit::x86::Gp gp_of_bytes(uint32_t bytes, Register reg) {
  switch (bytes) {
    case 1:
      return gp8(reg);
    case 2:
      return gp16(reg);
    case 4:
      return gp32(reg);
    default:
      return gp64(reg);
  }
}

inline asmjit::x86::Mem instance_field(size_t offset, uint32_t bytes) {
  return asmjit::x86::ptr(gp64(kInstance), static_cast<int32_t>(offset), bytes);
}
inline asmjit::x86::Mem at(Register base, size_t offset, uint32_t bytes) {
  return asmjit::x86::ptr(gp64(base), static_cast<int32_t>(offset), bytes);
}

asmjit::x86::CondCode condition_code(Condition condition);

}  // namespace wali::jit::x64
