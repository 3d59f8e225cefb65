#pragma once

#include <cstdint>

/// Register numbers of AArch64 as the hardware encodes them, and what each is used for in Wasm
/// code. x18 belongs to the platform and x29 to C++: neither is touched.
namespace wali::jit::aarch64 {

/// One register of either class: 0-30 general purpose, 31 the stack pointer, 32-63 vectors.
enum class Register : uint8_t {
  x0,
  x1,
  x2,
  x3,
  x4,
  x5,
  x6,
  x7,
  x8,
  x9,
  x10,
  x11,
  x12,
  x13,
  x14,
  x15,
  x16,
  x17,
  x18,
  x19,
  x20,
  x21,
  x22,
  x23,
  x24,
  x25,
  x26,
  x27,
  x28,
  x29,
  x30,
  sp,
  v0,
  v1,
  v2,
  v3,
  v4,
  v5,
  v6,
  v7,
  v8,
  v9,
  v10,
  v11,
  v12,
  v13,
  v14,
  v15,
  v16,
  v17,
  v18,
  v19,
  v20,
  v21,
  v22,
  v23,
  v24,
  v25,
  v26,
  v27,
  v28,
  v29,
  v30,
  v31,
  none = 0xff,
};

constexpr bool is_vector_register(Register reg) {
  return static_cast<uint8_t>(reg) >= 32;
}
/// The number within the register's class, as instructions encode it.
constexpr uint32_t number_of(Register reg) {
  return static_cast<uint8_t>(reg) & 31;
}

using enum Register;

constexpr Register kInstance = x28;    // InstanceData of the running function
constexpr Register kMemoryBase = x27;  // base of its memory 0
// Neither of these two ever holds a value across an operation. What is not a value but part of an
// instruction that cannot encode it (a large offset, a constant) goes through the second one, so
// that the first is free for the value.
constexpr Register kScratch = x16;
constexpr Register kOperandScratch = x17;
constexpr Register kFloatScratch = v31;
constexpr Register kLink = x30;

}  // namespace wali::jit::aarch64
