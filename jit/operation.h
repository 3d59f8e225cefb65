#pragma once

#include <cstdint>

#include "loader/types.h"

/// The operations that the shared compiler asks of a macro assembler, by family.
namespace wali::jit {

enum class Width : uint8_t { W32, W64 };

constexpr Width width_of(loader::ValueType type) {
  return type == loader::ValueType::I32 || type == loader::ValueType::F32 ? Width::W32 : Width::W64;
}

/// Whether values of the type live in the registers that floats live in.
constexpr bool is_float_class(loader::ValueType type) {
  return loader::is_float(type) || loader::is_vector(type);
}

/// What a value takes of the stack of a call and of the words that C++ passes.
constexpr uint32_t words_of(loader::ValueType type) {
  return loader::is_vector(type) ? 2 : 1;
}

constexpr uint32_t bytes_of(Width width) {
  return width == Width::W32 ? 4 : 8;
}
constexpr uint32_t bytes_of(loader::ValueType type) {
  return loader::is_vector(type) ? 16 : bytes_of(width_of(type));
}
constexpr uint32_t bits_of(Width width) {
  return 8 * bytes_of(width);
}

enum class Condition : uint8_t { Eq, Ne, LtS, LtU, GtS, GtU, LeS, LeU, GeS, GeU };

constexpr Condition inverse(Condition condition) {
  using enum Condition;
  constexpr Condition kInverse[] = {Ne, Eq, GeS, GeU, LeS, LeU, GtS, GtU, LtS, LtU};
  return kInverse[static_cast<uint8_t>(condition)];
}
/// The condition that holds for (b, a) when `condition` holds for (a, b).
constexpr Condition swapped(Condition condition) {
  using enum Condition;
  constexpr Condition kSwapped[] = {Eq, Ne, GtS, GtU, LtS, LtU, GeS, GeU, LeS, LeU};
  return kSwapped[static_cast<uint8_t>(condition)];
}

/// Comparisons of floats; with a NaN all are false but Ne, and the negated forms are true.
enum class FloatCondition : uint8_t { Eq, Ne, Lt, Gt, Le, Ge, NotLt, NotGt, NotLe, NotGe };

constexpr FloatCondition inverse(FloatCondition condition) {
  using enum FloatCondition;
  constexpr FloatCondition kInverse[] = {Ne, Eq, NotLt, NotGt, NotLe, NotGe, Lt, Gt, Le, Ge};
  return kInverse[static_cast<uint8_t>(condition)];
}

enum class BinaryOperation : uint8_t { Add, Sub, Mul, And, Or, Xor };
enum class ShiftOperation : uint8_t { Shl, ShrS, ShrU, Rotl, Rotr };
enum class DivideOperation : uint8_t { DivS, DivU, RemS, RemU };
enum class UnaryOperation : uint8_t { Clz, Ctz, Popcnt, Extend8S, Extend16S, Extend32S };
enum class FloatBinary : uint8_t { Add, Sub, Mul, Div, Min, Max, Copysign };
enum class FloatUnary : uint8_t { Abs, Neg, Ceil, Floor, Trunc, Nearest, Sqrt };

enum class Conversion : uint8_t {
  ConvertI32S,
  ConvertI32U,
  ConvertI64S,
  ConvertI64U,
};

enum class Signedness : uint8_t { Signed, Unsigned };
enum class Overflow : uint8_t { Traps, Saturates };

/// How a value lies in memory and what it becomes in a register.
struct MemoryShape {
  uint8_t bytes;
  bool sign_extend;  // to the width of `type`; zero-extended otherwise
  loader::ValueType type;
};

enum class AtomicOperation : uint8_t { Add, Sub, And, Or, Xor, Xchg };

}  // namespace wali::jit
