#include <cmath>
#include <limits>

#include "tests/unit/jit/host_code.h"

namespace wali::jit::test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kDoubles[] = {
    0.0,          -0.0,          0.5,           -0.5,         0.9999,       -0.9999,
    1.0,          -1.0,          1.5,           2.5,          -2.5,         1e10,
    -1e10,        1e30,          -1e30,         kNan,         kInfinity,    -kInfinity,
    -kNan,        0x1p31,        -0x1p31,       0x1p32,       0x1p63,       -0x1p63,
    0x1p64,       -0x1p31 - 1,   -0x1p31 - 0.5, 0x1p31 - 1,   0x1p31 - 0.5, 0x1p32 - 1,
    0x1p32 - 0.5, -0x1.00001p31, -0x1.00001p63, 0x1.fffffp62, 0x1.fffffp63, 0x1.fffffp30,
    0x1.fffffp31,
};

uint64_t bits(Width width, double value) {
  return width == W32 ? std::bit_cast<uint32_t>(static_cast<float>(value))
                      : std::bit_cast<uint64_t>(value);
}
/// The value as it is in this width.
double rounded(Width width, double value) {
  return width == W32 ? static_cast<float>(value) : value;
}
double value_of(Width width, uint64_t bits) {
  return width == W32 ? std::bit_cast<float>(static_cast<uint32_t>(bits))
                      : std::bit_cast<double>(bits);
}
uint64_t float_register(const Machine& machine, Register reg) {
  return reg == f0 ? machine.f0 : reg == f1 ? machine.f1 : machine.f2;
}
bool same(Width width, uint64_t got, double want) {
  if (std::isnan(want)) {
    uint64_t quiet = width == W32 ? 1ull << 22 : 1ull << 51;
    return std::isnan(value_of(width, got)) && (got & quiet) != 0;
  }
  return (width == W32 ? static_cast<uint32_t>(got) : got) == bits(width, want);
}

double expected(FloatBinary operation, Width width, double a, double b) {
  switch (operation) {
    case FloatBinary::Add:
      return rounded(width, a + b);
    case FloatBinary::Sub:
      return rounded(width, a - b);
    case FloatBinary::Mul:
      return rounded(width, a * b);
    case FloatBinary::Div:
      return rounded(width, a / b);
    case FloatBinary::Min:
    case FloatBinary::Max: {
      if (std::isnan(a) || std::isnan(b)) return kNan;
      bool takes_a = a == b ? std::signbit(a) : a < b;
      if (operation == FloatBinary::Max) takes_a = a == b ? !std::signbit(a) : a > b;
      return takes_a ? a : b;
    }
    case FloatBinary::Copysign:
      return std::copysign(a, b);
  }
  return 0;
}

bool holds(FloatCondition condition, double a, double b) {
  switch (condition) {
    case FloatCondition::Eq:
      return a == b;
    case FloatCondition::Ne:
      return a != b;
    case FloatCondition::Lt:
      return a < b;
    case FloatCondition::Gt:
      return a > b;
    case FloatCondition::Le:
      return a <= b;
    case FloatCondition::Ge:
      return a >= b;
    case FloatCondition::NotLt:
      return !(a < b);
    case FloatCondition::NotGt:
      return !(a > b);
    case FloatCondition::NotLe:
      return !(a <= b);
    case FloatCondition::NotGe:
      return !(a >= b);
  }
  return false;
}

/// Bounds of what truncates to an integer of this kind: exclusive below, exclusive above.
struct Range {
  double lowest, beyond;
  uint64_t lowest_bits, highest_bits;
};
Range range_of(Width width, Signedness signedness) {
  if (signedness == Signedness::Unsigned) {
    return width == W32 ? Range{0, 0x1p32, 0, UINT32_MAX} : Range{0, 0x1p64, 0, UINT64_MAX};
  }
  return width == W32 ? Range{-0x1p31, 0x1p31, 0x80000000, INT32_MAX}
                      : Range{-0x1p63, 0x1p63, 1ull << 63, INT64_MAX};
}

}  // namespace

TEST_SUITE("floats") {
  TEST_CASE("float arithmetic agrees with C++ for every choice of registers") {
    Runner runner;
    for (int op = 0; op < 7; ++op) {
      auto operation = static_cast<FloatBinary>(op);
      for (Width width : {W32, W64}) {
        for (Register to : {f0, f1, f2}) {
          for (Register rhs : {f0, f1}) {
            for (double a : {0.0, -0.0, 1.5, -3.25, kInfinity, kNan, -kNan}) {
              for (double b : {0.0, -0.0, 2.5, -kInfinity, kNan, -kNan}) {
                CAPTURE(op);
                CAPTURE(a);
                CAPTURE(b);
                CAPTURE(width == W64);
                Machine start = {.f0 = bits(width, a), .f1 = bits(width, b), .f2 = ~0ull};
                auto outcome = runner.run(start, [&](MacroAssembler& masm) {
                  masm.float_binary(operation, width, to, f0, rhs);
                });
                double want = expected(operation, width, a, rhs == f0 ? a : b);
                uint64_t got = float_register(outcome.machine, to);
                CHECK(same(width, got, want));
                if (operation == FloatBinary::Copysign) {
                  CHECK(std::signbit(value_of(width, got)) == std::signbit(want));
                }
              }
            }
          }
        }
      }
    }
  }

  TEST_CASE("unary float operations agree with C++") {
    Runner runner;
    for (Width width : {W32, W64}) {
      for (Register to : {f0, f2}) {
        for (double raw : kDoubles) {
          double a = rounded(width, raw);
          CAPTURE(a);
          CAPTURE(width == W64);
          auto result = [&](FloatUnary operation) {
            Machine start = {.f0 = bits(width, a), .f2 = ~0ull};
            return float_register(
                runner
                    .run(start,
                         [&](MacroAssembler& masm) { masm.float_unary(operation, width, to, f0); })
                    .machine,
                to);
          };
          uint64_t sign = width == W32 ? 1ull << 31 : 1ull << 63;
          uint64_t mask = width == W32 ? UINT32_MAX : UINT64_MAX;
          CHECK((result(FloatUnary::Abs) & mask) == (bits(width, a) & ~sign));
          CHECK((result(FloatUnary::Neg) & mask) == (bits(width, a) ^ sign));
          CHECK(same(width, result(FloatUnary::Ceil), std::ceil(a)));
          CHECK(same(width, result(FloatUnary::Floor), std::floor(a)));
          CHECK(same(width, result(FloatUnary::Trunc), std::trunc(a)));
          CHECK(same(width, result(FloatUnary::Nearest), std::nearbyint(a)));
          CHECK(same(width, result(FloatUnary::Sqrt), rounded(width, std::sqrt(a))));
        }
      }
    }
  }

  TEST_CASE("float conditions are read by jumps, sets and selects alike") {
    Runner runner;
    for (int index = 0; index < 10; ++index) {
      auto condition = static_cast<FloatCondition>(index);
      for (Width width : {W32, W64}) {
        for (double a : {0.0, -0.0, 1.0, kNan}) {
          for (double b : {0.0, 1.0, -1.0, kNan}) {
            CAPTURE(index);
            CAPTURE(a);
            CAPTURE(b);
            CAPTURE(width == W64);
            Machine start = {.r1 = 3,
                             .r2 = 5,
                             .f0 = bits(width, a),
                             .f1 = bits(width, b),
                             .f2 = bits(width, 77)};
            auto outcome = runner.run(start, [&](MacroAssembler& masm) {
              masm.compare_floats(width, condition, f0, f1);
              masm.select_if(condition, width == W32 ? F32 : F64, f2, f1);
              masm.select_if(condition, I64, r2, r1);
              auto taken = masm.new_label();
              auto done = masm.new_label();
              masm.jump_if(condition, taken);
              masm.move_constant(I32, r1, 9);
              masm.jump(done);
              masm.bind(taken);
              masm.move_constant(I32, r1, 0);
              masm.bind(done);
            });
            auto set = runner.run(start, [&](MacroAssembler& masm) {
              masm.compare_floats(width, condition, f0, f1);
              masm.set_if(condition, r2);
            });
            bool want = holds(condition, a, b);
            CHECK(set.machine.r2 == (want ? 1u : 0u));
            CHECK(outcome.machine.r2 == (want ? 3u : 5u));
            CHECK(outcome.machine.r1 == (want ? 0u : 9u));
            CHECK(same(width, outcome.machine.f2, want && std::isnan(b) ? kNan : want ? b : 77));
          }
        }
      }
    }
  }

  TEST_CASE("truncation traps or saturates outside the integer's range") {
    Runner runner;
    for (Width to_width : {W32, W64}) {
      for (Width from_width : {W32, W64}) {
        for (Signedness signedness : {Signedness::Signed, Signedness::Unsigned}) {
          for (double raw : kDoubles) {
            double a = rounded(from_width, raw);
            CAPTURE(a);
            CAPTURE(to_width == W64);
            CAPTURE(from_width == W64);
            CAPTURE(signedness == Signedness::Signed);
            auto outcome = [&](Overflow overflow) {
              return runner.run({.r0 = ~0ull, .f0 = bits(from_width, a)},
                                [&](MacroAssembler& masm) {
                                  masm.truncate(to_width, signedness, overflow, from_width, r0, f0);
                                });
            };
            Range range = range_of(to_width, signedness);
            double whole = std::trunc(a);
            auto trapping = outcome(Overflow::Traps);
            auto saturating = outcome(Overflow::Saturates);
            REQUIRE(finished(saturating));
            if (std::isnan(a)) {
              CHECK(stopped_for(trapping, TrapReason::InvalidConversionToInteger));
              CHECK(saturating.machine.r0 == 0);
            } else if (whole < range.lowest || whole >= range.beyond) {
              CHECK(stopped_for(trapping, TrapReason::IntegerOverflow));
              CHECK(saturating.machine.r0 == (a < 0 ? range.lowest_bits : range.highest_bits));
            } else {
              uint64_t want = signedness == Signedness::Signed
                                  ? static_cast<uint64_t>(static_cast<int64_t>(whole))
                                  : static_cast<uint64_t>(whole);
              if (to_width == W32) want = static_cast<uint32_t>(want);
              REQUIRE(finished(trapping));
              CHECK(trapping.machine.r0 == want);
              CHECK(saturating.machine.r0 == want);
            }
          }
        }
      }
    }
  }

  TEST_CASE("integers convert to the nearest float") {
    Runner runner;
    constexpr uint64_t kValues[] = {0,
                                    1,
                                    0x7fffffff,
                                    0x80000000,
                                    0xffffffff,
                                    0x7fffffffffffffff,
                                    0x8000000000000000,
                                    0x8000000000000400,
                                    0x8000000000000401,
                                    0x8000008000000000,
                                    0x8000008000000001,
                                    0xfffffffffffffbff,
                                    0xffffffffffffffff};
    for (Width width : {W32, W64}) {
      for (uint64_t value : kValues) {
        CAPTURE(value);
        CAPTURE(width == W64);
        auto result = [&](Conversion conversion, uint64_t from) {
          return runner
              .run({.r0 = from, .f0 = ~0ull},
                   [&](MacroAssembler& masm) { masm.convert(conversion, width, f0, r0); })
              .machine.f0;
        };
        auto as_float = [&](auto integer) {
          return width == W32 ? static_cast<double>(static_cast<float>(integer))
                              : static_cast<double>(integer);
        };
        uint32_t narrow = static_cast<uint32_t>(value);
        CHECK(same(width,
                   result(Conversion::ConvertI32S, narrow),
                   as_float(static_cast<int32_t>(narrow))));
        CHECK(same(width, result(Conversion::ConvertI32U, narrow), as_float(narrow)));
        CHECK(same(
            width, result(Conversion::ConvertI64S, value), as_float(static_cast<int64_t>(value))));
        CHECK(same(width, result(Conversion::ConvertI64U, value), as_float(value)));
      }
    }
  }

  TEST_CASE("floats change their width and are taken apart") {
    Runner runner;
    for (Register to : {f0, f2}) {
      auto outcome = runner.run({.f0 = bits(W64, 1.1), .f2 = ~0ull}, [&](MacroAssembler& masm) {
        masm.demote(to, f0);
        masm.reinterpret(I32, r0, to);
        masm.promote(to, to);
        masm.reinterpret(I64, r1, to);
        masm.reinterpret(F64, f1, r1);
      });
      CHECK(outcome.machine.r0 == bits(W32, 1.1f));
      CHECK(outcome.machine.r1 == bits(W64, 1.1f));
      CHECK(outcome.machine.f1 == bits(W64, 1.1f));
    }
  }
}

}  // namespace wali::jit::test
