#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <type_traits>

#include "tests/unit/jit/host_code.h"

/// Vector operations against C++, lane by lane, with all that the processor has and with the
/// baseline alone.
namespace wali::jit::test {
namespace {

using loader::Opcode;

struct alignas(16) Vector {
  uint8_t bytes[16] = {};

  template <typename T>
  T lane(size_t i) const {
    T value;
    std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
    return value;
  }
  template <typename T>
  void set(size_t i, T value) {
    std::memcpy(bytes + i * sizeof(T), &value, sizeof(T));
  }
  bool operator==(const Vector&) const = default;
};

template <typename T>
constexpr size_t kLanes = 16 / sizeof(T);

template <typename T>
Vector vector_of(std::initializer_list<T> pattern) {
  Vector vector;
  for (size_t i = 0; i < kLanes<T>; ++i) vector.set(i, pattern.begin()[i % pattern.size()]);
  return vector;
}

/// With one NaN instead of all: which of them an operation gives is open.
template <typename T>
Vector without_payloads(Vector vector) {
  if constexpr (std::is_floating_point_v<T>) {
    for (size_t i = 0; i < kLanes<T>; ++i) {
      if (std::isnan(vector.lane<T>(i))) vector.set(i, std::numeric_limits<T>::quiet_NaN());
    }
  }
  return vector;
}

const std::vector<Vector>& inputs() {
  static const std::vector<Vector> kInputs = [] {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    std::vector<Vector> all = {
        Vector{},
        vector_of<uint8_t>({0xff}),
        vector_of<uint8_t>({0x80, 0x7f, 1, 0xfe, 15, 16, 17, 0}),
        vector_of<uint16_t>({0x8000, 0x7fff, 1, 0xffff}),
        vector_of<uint32_t>({0x80000000, 0x7fffffff, 0xffffffff, 0x80000001}),
        vector_of<uint64_t>({uint64_t{1} << 63, (uint64_t{1} << 63) - 1}),
        vector_of<uint64_t>({0x8000000000000001, 0x80000000ffffffff}),
        vector_of<float>({0.0f, -0.0f, kNan, kInfinity}),
        vector_of<float>({-0.0f, 0.0f, 2.5f, -2147483648.0f}),
        vector_of<float>({4294967040.0f, 2147483648.0f, -0.5f, 4294967296.0f}),
        vector_of<double>({-0.0, std::numeric_limits<double>::quiet_NaN()}),
        vector_of<double>({0.0, 4294967295.5}),
        vector_of<double>({2147483647.5, -2147483648.5}),
    };
    std::mt19937 random(7);
    while (all.size() < 18) {
      Vector vector;
      for (uint8_t& byte : vector.bytes) byte = static_cast<uint8_t>(random());
      all.push_back(vector);
    }
    return all;
  }();
  return kInputs;
}

/// Executes one operation on all pairs of inputs.
class Vectors {
 public:
  explicit Vectors(CpuFeatures cpu) : runner_({}, {.cpu = cpu}) {
    std::copy(inputs().begin(), inputs().end(), memory_.begin());
    runner_.instance()->memory_base = reinterpret_cast<std::byte*>(memory_.data());
  }

  using Emit = std::function<void(MacroAssembler&, Register to, Register lhs, Register rhs)>;

  using Expected = std::function<Vector(const Vector&, const Vector&)>;

  /// What `emit` does with each pair, whichever of the operands' registers the result goes to,
  /// as `normalize` sees it.
  void check(Opcode opcode,
             const Emit& emit,
             const Expected& expected,
             Vector (*normalize)(Vector)) {
    CAPTURE(loader::info(opcode).text);
    size_t count = inputs().size();
    for (Register to : {f0, f1, f3}) {
      CAPTURE(static_cast<int>(to));
      bool is_skipped = false;
      Outcome outcome = runner_.run({}, [&](MacroAssembler& masm) {
        is_skipped = to != f3 && masm.vector_needs(opcode).separate_result;
        if (is_skipped) return;
        for (size_t i = 0; i < count * count; ++i) {
          masm.vector_load(Opcode::v128_load, f0, {.offset = 16 * (i / count)});
          masm.vector_load(Opcode::v128_load, f1, {.offset = 16 * (i % count)});
          emit(masm, to, f0, f1);
          masm.vector_store({.offset = 16 * (count + i)}, to);
        }
      });
      REQUIRE(finished(outcome));
      for (size_t i = 0; i < count * count && !is_skipped; ++i) {
        CAPTURE(i / count);
        CAPTURE(i % count);
        Vector wanted = expected(inputs()[i / count], inputs()[i % count]);
        REQUIRE(normalize(memory_[count + i]) == normalize(wanted));
      }
    }
  }

  /// result[i] = function(lhs[i], rhs[i])
  template <typename T, typename Function>
  void binary(Opcode opcode, Function function) {
    check(
        opcode,
        [=](MacroAssembler& masm, Register to, Register lhs, Register rhs) {
          masm.vector_binary(opcode, to, lhs, rhs, kTemporary);
        },
        [=](const Vector& lhs, const Vector& rhs) {
          Vector result;
          for (size_t i = 0; i < kLanes<T>; ++i) {
            result.set(i, static_cast<T>(function(lhs.lane<T>(i), rhs.lane<T>(i))));
          }
          return result;
        },
        without_payloads<T>);
  }
  template <typename T, typename Function>
  void compare(Opcode opcode, Function function) {
    using Mask = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
    using Bits = std::conditional_t<std::is_floating_point_v<T>, Mask, T>;
    check(
        opcode,
        [=](MacroAssembler& masm, Register to, Register lhs, Register rhs) {
          masm.vector_binary(opcode, to, lhs, rhs, kTemporary);
        },
        [=](const Vector& lhs, const Vector& rhs) {
          Vector result;
          for (size_t i = 0; i < kLanes<T>; ++i) {
            bool holds = function(lhs.lane<T>(i), rhs.lane<T>(i));
            result.set(i, static_cast<Bits>(holds ? ~Bits{0} : Bits{0}));
          }
          return result;
        },
        without_payloads<Bits>);
  }
  /// result[i] = function(from[first + i]), as many lanes as the narrower of the types has.
  template <typename To, typename From, typename Function>
  void unary(Opcode opcode, Function function, size_t first = 0) {
    check(
        opcode,
        [=](MacroAssembler& masm, Register to, Register from, Register) {
          masm.vector_unary(opcode, to, from, kTemporary);
        },
        [=](const Vector& from, const Vector&) {
          Vector result;
          for (size_t i = 0; i < std::min(kLanes<To>, kLanes<From>); ++i) {
            result.set(i, static_cast<To>(function(from.lane<From>(first + i))));
          }
          return result;
        },
        without_payloads<To>);
  }
  template <typename T, typename Function>
  void shift(Opcode opcode, Function function) {
    for (uint32_t count : {0u, 1u, 7u, 8u, 15u, 31u, 33u, 63u, 64u, 0xffffffffu}) {
      CAPTURE(count);
      auto expected = [=](const Vector& from, const Vector&) {
        Vector result;
        for (size_t i = 0; i < kLanes<T>; ++i) {
          result.set(i, static_cast<T>(function(from.lane<T>(i), count % (8 * sizeof(T)))));
        }
        return result;
      };
      check(
          opcode,
          [=](MacroAssembler& masm, Register to, Register from, Register) {
            masm.vector_shift_constant(opcode, to, from, count, kTemporary);
          },
          expected,
          without_payloads<T>);
      check(
          opcode,
          [=](MacroAssembler& masm, Register to, Register from, Register) {
            masm.move_constant(I32, r1, count);
            masm.vector_shift(opcode, to, from, r1, kTemporary);
          },
          expected,
          without_payloads<T>);
    }
  }

  static constexpr Register kTemporary = f5;

 private:
  Runner runner_;
  std::array<Vector, 512> memory_;
};

template <typename T>
T saturate(int64_t value) {
  return static_cast<T>(
      std::clamp<int64_t>(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
}

template <typename To, typename From>
To truncate(From value) {
  if (std::isnan(value)) return 0;
  if (value <= static_cast<From>(std::numeric_limits<To>::min())) {
    return std::numeric_limits<To>::min();
  }
  if (value >= static_cast<From>(std::numeric_limits<To>::max())) {
    return std::numeric_limits<To>::max();
  }
  return static_cast<To>(value);
}

constexpr CpuFeatures kCpus[] = {CpuFeatures::Host, CpuFeatures::Baseline};

auto add = [](auto a, auto b) { return a + b; };
auto subtract = [](auto a, auto b) { return a - b; };
auto smaller = [](auto a, auto b) { return std::min(a, b); };
auto larger = [](auto a, auto b) { return std::max(a, b); };
auto negative = [](auto a) { return 0 - a; };
auto same = [](auto a) { return a; };

}  // namespace

// Rows of a type: names that end in the same way for several lane shapes.
#define CHECK_SHAPES(check, suffix, function)               \
  vectors.check<int8_t>(Opcode::i8x16_##suffix, function);  \
  vectors.check<int16_t>(Opcode::i16x8_##suffix, function); \
  vectors.check<int32_t>(Opcode::i32x4_##suffix, function);
#define CHECK_UNSIGNED(check, suffix, function)              \
  vectors.check<uint8_t>(Opcode::i8x16_##suffix, function);  \
  vectors.check<uint16_t>(Opcode::i16x8_##suffix, function); \
  vectors.check<uint32_t>(Opcode::i32x4_##suffix, function);
#define CHECK_SIGNED64(check, suffix, function) \
  CHECK_SHAPES(check, suffix, function)         \
  vectors.check<int64_t>(Opcode::i64x2_##suffix, function);
#define CHECK_UNSIGNED64(check, suffix, function) \
  CHECK_UNSIGNED(check, suffix, function)         \
  vectors.check<uint64_t>(Opcode::i64x2_##suffix, function);
#define CHECK_FLOATS(check, suffix, function)             \
  vectors.check<float>(Opcode::f32x4_##suffix, function); \
  vectors.check<double>(Opcode::f64x2_##suffix, function);

TEST_CASE("vectors: integer arithmetic") {
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    CHECK_UNSIGNED64(binary, add, add)
    CHECK_UNSIGNED64(binary, sub, subtract)
    auto multiply = [](auto a, auto b) { return uint64_t{a} * uint64_t{b}; };
    vectors.binary<uint16_t>(Opcode::i16x8_mul, multiply);
    vectors.binary<uint32_t>(Opcode::i32x4_mul, multiply);
    vectors.binary<uint64_t>(Opcode::i64x2_mul, multiply);
    CHECK_SHAPES(binary, min_s, smaller)
    CHECK_SHAPES(binary, max_s, larger)
    CHECK_UNSIGNED(binary, min_u, smaller)
    CHECK_UNSIGNED(binary, max_u, larger)
    auto average = [](auto a, auto b) { return (a + b + 1) / 2; };
    vectors.binary<uint8_t>(Opcode::i8x16_avgr_u, average);
    vectors.binary<uint16_t>(Opcode::i16x8_avgr_u, average);
    auto add_saturated = [](auto a, auto b) { return saturate<decltype(a)>(a + b); };
    auto subtract_saturated = [](auto a, auto b) { return saturate<decltype(a)>(a - b); };
    vectors.binary<int8_t>(Opcode::i8x16_add_sat_s, add_saturated);
    vectors.binary<uint8_t>(Opcode::i8x16_add_sat_u, add_saturated);
    vectors.binary<int8_t>(Opcode::i8x16_sub_sat_s, subtract_saturated);
    vectors.binary<uint8_t>(Opcode::i8x16_sub_sat_u, subtract_saturated);
    vectors.binary<int16_t>(Opcode::i16x8_add_sat_s, add_saturated);
    vectors.binary<uint16_t>(Opcode::i16x8_add_sat_u, add_saturated);
    vectors.binary<int16_t>(Opcode::i16x8_sub_sat_s, subtract_saturated);
    vectors.binary<uint16_t>(Opcode::i16x8_sub_sat_u, subtract_saturated);
    vectors.binary<int16_t>(Opcode::i16x8_q15mulr_sat_s, [](int32_t a, int32_t b) {
      return saturate<int16_t>((a * b + 0x4000) >> 15);
    });
    vectors.binary<uint64_t>(Opcode::v128_and, [](auto a, auto b) { return a & b; });
    vectors.binary<uint64_t>(Opcode::v128_andnot, [](auto a, auto b) { return a & ~b; });
    vectors.binary<uint64_t>(Opcode::v128_or, [](auto a, auto b) { return a | b; });
    vectors.binary<uint64_t>(Opcode::v128_xor, [](auto a, auto b) { return a ^ b; });
  }
}

TEST_CASE("vectors: comparisons") {
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    CHECK_SIGNED64(compare, eq, [](auto a, auto b) { return a == b; })
    CHECK_SIGNED64(compare, ne, [](auto a, auto b) { return a != b; })
    CHECK_SIGNED64(compare, lt_s, [](auto a, auto b) { return a < b; })
    CHECK_SIGNED64(compare, gt_s, [](auto a, auto b) { return a > b; })
    CHECK_SIGNED64(compare, le_s, [](auto a, auto b) { return a <= b; })
    CHECK_SIGNED64(compare, ge_s, [](auto a, auto b) { return a >= b; })
    CHECK_UNSIGNED(compare, lt_u, [](auto a, auto b) { return a < b; })
    CHECK_UNSIGNED(compare, gt_u, [](auto a, auto b) { return a > b; })
    CHECK_UNSIGNED(compare, le_u, [](auto a, auto b) { return a <= b; })
    CHECK_UNSIGNED(compare, ge_u, [](auto a, auto b) { return a >= b; })
    CHECK_FLOATS(compare, eq, [](auto a, auto b) { return a == b; })
    CHECK_FLOATS(compare, ne, [](auto a, auto b) { return a != b; })
    CHECK_FLOATS(compare, lt, [](auto a, auto b) { return a < b; })
    CHECK_FLOATS(compare, gt, [](auto a, auto b) { return a > b; })
    CHECK_FLOATS(compare, le, [](auto a, auto b) { return a <= b; })
    CHECK_FLOATS(compare, ge, [](auto a, auto b) { return a >= b; })
  }
}

TEST_CASE("vectors: shifts take their count modulo the lane's width") {
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    CHECK_UNSIGNED64(shift, shl, [](auto a, uint32_t n) { return uint64_t{a} << n; })
    CHECK_UNSIGNED64(shift, shr_u, [](auto a, uint32_t n) { return a >> n; })
    CHECK_SIGNED64(shift, shr_s, [](auto a, uint32_t n) { return a >> n; })
  }
}

TEST_CASE("vectors: operations on one vector") {
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    vectors.unary<uint64_t, uint64_t>(Opcode::v128_not, [](auto a) { return ~a; });
    vectors.unary<uint8_t, uint8_t>(Opcode::i8x16_neg, negative);
    vectors.unary<uint16_t, uint16_t>(Opcode::i16x8_neg, negative);
    vectors.unary<uint32_t, uint32_t>(Opcode::i32x4_neg, negative);
    vectors.unary<uint64_t, uint64_t>(Opcode::i64x2_neg, negative);
    auto magnitude = [](int64_t a) { return a < 0 ? 0 - static_cast<uint64_t>(a) : a; };
    vectors.unary<uint8_t, int8_t>(Opcode::i8x16_abs, magnitude);
    vectors.unary<uint16_t, int16_t>(Opcode::i16x8_abs, magnitude);
    vectors.unary<uint32_t, int32_t>(Opcode::i32x4_abs, magnitude);
    vectors.unary<uint64_t, int64_t>(Opcode::i64x2_abs, magnitude);
    vectors.unary<uint8_t, uint8_t>(Opcode::i8x16_popcnt,
                                    [](uint8_t a) { return std::popcount(a); });
    vectors.unary<int16_t, int8_t>(Opcode::i16x8_extend_low_i8x16_s, same);
    vectors.unary<int16_t, int8_t>(Opcode::i16x8_extend_high_i8x16_s, same, 8);
    vectors.unary<uint16_t, uint8_t>(Opcode::i16x8_extend_low_i8x16_u, same);
    vectors.unary<uint16_t, uint8_t>(Opcode::i16x8_extend_high_i8x16_u, same, 8);
    vectors.unary<int64_t, int32_t>(Opcode::i64x2_extend_low_i32x4_s, same);
    vectors.unary<uint64_t, uint32_t>(Opcode::i64x2_extend_high_i32x4_u, same, 2);
    vectors.unary<int32_t, float>(Opcode::i32x4_trunc_sat_f32x4_s, truncate<int32_t, float>);
    vectors.unary<uint32_t, float>(Opcode::i32x4_trunc_sat_f32x4_u, truncate<uint32_t, float>);
    vectors.unary<int32_t, double>(Opcode::i32x4_trunc_sat_f64x2_s_zero, truncate<int32_t, double>);
    vectors.unary<uint32_t, double>(Opcode::i32x4_trunc_sat_f64x2_u_zero,
                                    truncate<uint32_t, double>);
    vectors.unary<float, int32_t>(Opcode::f32x4_convert_i32x4_s, same);
    vectors.unary<float, uint32_t>(Opcode::f32x4_convert_i32x4_u, same);
    vectors.unary<double, int32_t>(Opcode::f64x2_convert_low_i32x4_s, same);
    vectors.unary<double, uint32_t>(Opcode::f64x2_convert_low_i32x4_u, same);
  }
}

TEST_CASE("vectors: float arithmetic") {
  auto minimum = [](auto a, auto b) {
    if (std::isnan(a) || std::isnan(b)) return a + b;
    if (a == b) return std::signbit(a) ? a : b;
    return a < b ? a : b;
  };
  auto maximum = [](auto a, auto b) {
    if (std::isnan(a) || std::isnan(b)) return a + b;
    if (a == b) return std::signbit(a) ? b : a;
    return a > b ? a : b;
  };
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    CHECK_FLOATS(binary, add, add)
    CHECK_FLOATS(binary, sub, subtract)
    CHECK_FLOATS(binary, mul, [](auto a, auto b) { return a * b; })
    CHECK_FLOATS(binary, div, [](auto a, auto b) { return a / b; })
    CHECK_FLOATS(binary, min, minimum)
    CHECK_FLOATS(binary, max, maximum)
    CHECK_FLOATS(binary, pmin, [](auto a, auto b) { return b < a ? b : a; })
    CHECK_FLOATS(binary, pmax, [](auto a, auto b) { return a < b ? b : a; })
    vectors.unary<float, float>(Opcode::f32x4_nearest, [](float a) { return std::nearbyint(a); });
    vectors.unary<double, double>(Opcode::f64x2_trunc, [](double a) { return std::trunc(a); });
    vectors.unary<float, float>(Opcode::f32x4_sqrt, [](float a) { return std::sqrt(a); });
    vectors.unary<float, double>(Opcode::f32x4_demote_f64x2_zero, same);
    vectors.unary<double, float>(Opcode::f64x2_promote_low_f32x4, same);
  }
}

TEST_CASE("vectors: shuffles of every pattern that has an instruction, and of others") {
  std::vector<VectorLanes> patterns;
  std::mt19937 random(11);
  auto lanes_of = [&](uint32_t width, auto&& source) {
    VectorLanes lanes;
    for (uint32_t i = 0; i < 16; ++i) {
      lanes[i] = static_cast<uint8_t>(width * source(i / width) + i % width);
    }
    patterns.push_back(lanes);
    for (uint8_t& lane : lanes) lane ^= 16;
    patterns.push_back(lanes);
  };
  for (uint32_t width : {1, 2, 4, 8}) {
    uint32_t count = 16 / width;
    lanes_of(width, [&](uint32_t i) { return i / 2 + i % 2 * count; });
    lanes_of(width, [&](uint32_t i) { return count / 2 + i / 2 + i % 2 * count; });
    for (uint32_t first = 1; first < 2 * count; ++first) {
      lanes_of(width, [&](uint32_t i) { return (first + i) % (2 * count); });
      lanes_of(width, [&](uint32_t i) { return (first + i) % count; });
    }
    for (int k = 0; k < 8; ++k) {
      lanes_of(width, [&](uint32_t) { return random() % (2 * count); });
      lanes_of(width, [&](uint32_t) { return random() % count; });
      lanes_of(width, [&](uint32_t i) { return i + random() % 2 * count; });
      lanes_of(width, [&](uint32_t i) { return i < count / 2 ? random() % count : i; });
      lanes_of(width, [&](uint32_t i) { return i < count / 2 ? i : random() % count; });
      lanes_of(width, [&](uint32_t i) { return i / (count / 2) * count + random() % count; });
    }
  }
  for (CpuFeatures cpu : kCpus) {
    Vectors vectors(cpu);
    for (const VectorLanes& lanes : patterns) {
      vectors.check(
          Opcode::i8x16_shuffle,
          [&](MacroAssembler& masm, Register to, Register lhs, Register rhs) {
            masm.vector_shuffle(to, lhs, rhs, lanes);
          },
          [&](const Vector& lhs, const Vector& rhs) {
            Vector result;
            for (size_t i = 0; i < 16; ++i) {
              result.bytes[i] = lanes[i] < 16 ? lhs.bytes[lanes[i]] : rhs.bytes[lanes[i] - 16];
            }
            return result;
          },
          without_payloads<uint8_t>);
    }
    vectors.check(
        Opcode::i8x16_swizzle,
        [](MacroAssembler& masm, Register to, Register lhs, Register rhs) {
          masm.vector_binary(Opcode::i8x16_swizzle, to, lhs, rhs, Vectors::kTemporary);
        },
        [](const Vector& lhs, const Vector& rhs) {
          Vector result;
          for (size_t i = 0; i < 16; ++i) {
            result.bytes[i] = rhs.bytes[i] < 16 ? lhs.bytes[rhs.bytes[i]] : 0;
          }
          return result;
        },
        without_payloads<uint8_t>);
  }
}

}  // namespace wali::jit::test
