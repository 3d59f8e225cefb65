#pragma once

#include "jit/aarch64/operands.h"
#include "jit/simd_operation.h"

/// How the vector lowerings (simd*.cc) are written: as rows of an opcode, its instruction and the
/// arrangement of lanes that the instruction works on. The instructions have three operands, so
/// most take any registers; what does not fit is built in the scratch register.
namespace wali::jit::aarch64::vector {

using I = a64::Inst;

/// How an instruction divides a vector register; the ones of 64 bits name its low half.
enum class Arrangement : uint8_t { B8, B16, H4, H8, S2, S4, D2 };

inline a64::Vec arranged(Register reg, Arrangement arrangement) {
  a64::VecV vector = vec(reg);
  switch (arrangement) {
    case Arrangement::B8:
      return vector.b8();
    case Arrangement::B16:
      return vector.b16();
    case Arrangement::H4:
      return vector.h4();
    case Arrangement::H8:
      return vector.h8();
    case Arrangement::S2:
      return vector.s2();
    case Arrangement::S4:
      return vector.s4();
    default:
      return vector.d2();
  }
}

/// The arrangement of a whole vector in lanes of 1, 2, 4 or 8 bytes.
constexpr Arrangement whole(uint32_t lane_bytes) {
  switch (lane_bytes) {
    case 1:
      return Arrangement::B16;
    case 2:
      return Arrangement::H8;
    case 4:
      return Arrangement::S4;
    default:
      return Arrangement::D2;
  }
}

/// The lowest lane of 1, 2, 4 or 8 bytes, or the whole register of 16.
inline a64::Vec scalar(Register reg, uint32_t bytes) {
  a64::VecV vector = vec(reg);
  switch (bytes) {
    case 1:
      return vector.b();
    case 2:
      return vector.h();
    case 4:
      return vector.s();
    case 8:
      return vector.d();
    default:
      return vector.q();
  }
}

inline a64::Vec element(Register reg, uint32_t lane_bytes, uint32_t index) {
  a64::VecV vector = vec(reg);
  switch (lane_bytes) {
    case 1:
      return vector.b(index);
    case 2:
      return vector.h(index);
    case 4:
      return vector.s(index);
    default:
      return vector.d(index);
  }
}

}  // namespace wali::jit::aarch64::vector
