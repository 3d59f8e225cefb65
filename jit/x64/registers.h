#pragma once

#include <cstdint>

/// Register numbers of x86-64 as the hardware encodes them, and what each is used for in Wasm code.
namespace wali::jit::x64 {

/// One register of either class: 0-15 general purpose, 16-31 xmm.
enum class Register : uint8_t {
  rax,
  rcx,
  rdx,
  rbx,
  rsp,
  rbp,
  rsi,
  rdi,
  r8,
  r9,
  r10,
  r11,
  r12,
  r13,
  r14,
  r15,
  xmm0,
  xmm1,
  xmm2,
  xmm3,
  xmm4,
  xmm5,
  xmm6,
  xmm7,
  xmm8,
  xmm9,
  xmm10,
  xmm11,
  xmm12,
  xmm13,
  xmm14,
  xmm15,
  none = 0xff,
};

constexpr bool is_xmm(Register reg) {
  return static_cast<uint8_t>(reg) >= 16;
}
/// The number within the register's class, as instructions encode it.
constexpr uint32_t number_of(Register reg) {
  return static_cast<uint8_t>(reg) & 15;
}

using enum Register;

constexpr Register kInstance = r14;    // InstanceData of the running function
constexpr Register kMemoryBase = r15;  // base of its memory 0
constexpr Register kScratch = r11;     // never holds a value across an operation
constexpr Register kFloatScratch = xmm15;

}  // namespace wali::jit::x64
