#include <limits>

#include "tests/unit/jit/host_code.h"

namespace wali::jit::test {
namespace {

constexpr uint64_t kIntegers[] = {
    0,
    1,
    2,
    3,
    31,
    32,
    63,
    64,
    0x7f,
    0x80,
    0xff,
    0x8000,
    0xffff,
    0x12345678,
    0x7fffffff,
    0x80000000,
    0xffffffff,
    0xfffffffe,
    0x100000000,
    0x8000000000000000,
    0x7fffffffffffffff,
    0xffffffffffffffff,
    0xfffffffffffffff9,
};

uint64_t cut(Width width, uint64_t value) {
  return width == W32 ? static_cast<uint32_t>(value) : value;
}
int64_t as_signed(Width width, uint64_t value) {
  return width == W32 ? static_cast<int32_t>(value) : static_cast<int64_t>(value);
}
uint64_t get(const Machine& machine, Register reg) {
  return reg == r0 ? machine.r0 : reg == r1 ? machine.r1 : machine.r2;
}

/// Where a division puts its result: where it has to, or over one of its operands.
Register quotient_register(DivideOperation operation) {
  Register fixed = MacroAssembler::divide_constraint(operation).result;
  if (fixed != MacroAssembler::kNone) return fixed;
  constexpr Register kResults[] = {r0, r1, r2, r1};
  return kResults[static_cast<int>(operation)];
}

uint64_t expected(BinaryOperation operation, Width width, uint64_t a, uint64_t b) {
  switch (operation) {
    case BinaryOperation::Add:
      return cut(width, a + b);
    case BinaryOperation::Sub:
      return cut(width, a - b);
    case BinaryOperation::Mul:
      return cut(width, a * b);
    case BinaryOperation::And:
      return cut(width, a & b);
    case BinaryOperation::Or:
      return cut(width, a | b);
    case BinaryOperation::Xor:
      return cut(width, a ^ b);
  }
  return 0;
}

uint64_t expected(ShiftOperation operation, Width width, uint64_t a, uint32_t count) {
  uint32_t bits = width == W32 ? 32 : 64;
  count &= bits - 1;
  switch (operation) {
    case ShiftOperation::Shl:
      return cut(width, a << count);
    case ShiftOperation::ShrU:
      return cut(width, a) >> count;
    case ShiftOperation::ShrS:
      return cut(width, static_cast<uint64_t>(as_signed(width, a) >> count));
    case ShiftOperation::Rotl:
      return width == W32 ? std::rotl(static_cast<uint32_t>(a), static_cast<int>(count))
                          : std::rotl(a, static_cast<int>(count));
    case ShiftOperation::Rotr:
      return width == W32 ? std::rotr(static_cast<uint32_t>(a), static_cast<int>(count))
                          : std::rotr(a, static_cast<int>(count));
  }
  return 0;
}

bool holds(Condition condition, Width width, uint64_t a, uint64_t b) {
  int64_t x = as_signed(width, a), y = as_signed(width, b);
  switch (condition) {
    case Condition::Eq:
      return a == b;
    case Condition::Ne:
      return a != b;
    case Condition::LtS:
      return x < y;
    case Condition::LtU:
      return a < b;
    case Condition::GtS:
      return x > y;
    case Condition::GtU:
      return a > b;
    case Condition::LeS:
      return x <= y;
    case Condition::LeU:
      return a <= b;
    case Condition::GeS:
      return x >= y;
    case Condition::GeU:
      return a >= b;
  }
  return false;
}

}  // namespace

TEST_SUITE("integers") {
  TEST_CASE("binary operations agree with C++ for every choice of registers") {
    Runner runner;
    for (int op = 0; op < 6; ++op) {
      auto operation = static_cast<BinaryOperation>(op);
      for (Width width : {W32, W64}) {
        for (Register to : {r0, r1, r2}) {
          for (Register rhs : {r0, r1}) {
            for (uint64_t a : {uint64_t{0}, uint64_t{0x80000001}, uint64_t{0xfffffffffffffff9}}) {
              uint64_t b = 0x123456789;
              CAPTURE(op);
              CAPTURE(a);
              CAPTURE(width == W64);
              Machine start = {.r0 = cut(width, a), .r1 = cut(width, b), .r2 = ~0ull};
              auto outcome = runner.run(start, [&](MacroAssembler& masm) {
                masm.binary(operation, width, to, r0, Operand::of(rhs));
              });
              CHECK(get(outcome.machine, to) ==
                    expected(operation, width, start.r0, rhs == r0 ? start.r0 : start.r1));
            }
          }
        }
      }
    }
  }

  TEST_CASE("binary operations take constants and words of the frame") {
    Runner runner;
    constexpr int64_t kConstants[] = {0,
                                      1,
                                      -1,
                                      2,
                                      3,
                                      5,
                                      7,
                                      8,
                                      9,
                                      0xff,
                                      0xffff,
                                      -128,
                                      1024,
                                      0x7ff,
                                      INT32_MAX,
                                      INT32_MIN,
                                      -123456,
                                      0xfff,
                                      0x1000,
                                      0x1001,
                                      -0x1000,
                                      0xfff000,
                                      0xffffff,
                                      0x1000000,
                                      -0x1001,
                                      -0xffffff,
                                      0x55555555,
                                      0x33333333,
                                      0x0f0f0f0f,
                                      0x00ff00ff,
                                      0x7ffffe,
                                      -2,
                                      -3,
                                      -8,
                                      31,
                                      0x10001,
                                      INT64_MAX,
                                      INT64_MIN,
                                      0xffffffff,
                                      0x00ff00ff00ff00ff,
                                      0x123456789abcdef0,
                                      0x7fffffff00000000};
    for (int op = 0; op < 6; ++op) {
      auto operation = static_cast<BinaryOperation>(op);
      for (Width width : {W32, W64}) {
        for (Register to : {r0, r2}) {
          for (int64_t constant : kConstants) {
            if (!MacroAssembler::is_immediate(constant)) continue;
            for (uint64_t a : {uint64_t{5}, uint64_t{0xfedcba9876543210}}) {
              CAPTURE(op);
              CAPTURE(constant);
              CAPTURE(a);
              CAPTURE(width == W64);
              Machine start = {.r0 = cut(width, a), .r2 = ~0ull};
              uint64_t want = expected(operation, width, a, static_cast<uint64_t>(constant));
              auto by_constant = runner.run(start, [&](MacroAssembler& masm) {
                masm.binary(operation, width, to, r0, Operand::of_constant(constant));
              });
              CHECK(get(by_constant.machine, to) == want);
              auto by_frame = runner.run(start, [&](MacroAssembler& masm) {
                masm.store_frame_constant(I64, 24, static_cast<uint64_t>(constant));
                masm.binary(operation, width, to, r0, Operand::of_frame(24));
              });
              CHECK(get(by_frame.machine, to) == want);
            }
          }
        }
      }
    }
  }

  TEST_CASE("shifts and rotations agree with C++") {
    for (CpuFeatures cpu : {CpuFeatures::Host, CpuFeatures::Baseline}) {
      CAPTURE(cpu == CpuFeatures::Host);
      Runner runner({}, {.cpu = cpu});
      for (int op = 0; op < 5; ++op) {
        auto operation = static_cast<ShiftOperation>(op);
        for (Width width : {W32, W64}) {
          for (uint32_t count : {0u, 1u, 2u, 3u, 7u, 31u, 32u, 33u, 63u, 64u}) {
            for (Register to : {r0, r2}) {
              uint64_t a = cut(width, 0x923456789abcdef1);
              CAPTURE(op);
              CAPTURE(count);
              CAPTURE(width == W64);
              Machine start = {.r0 = a, .r1 = count, .r2 = ~0ull};
              uint64_t want = expected(operation, width, a, count);
              auto variable = runner.run(start, [&](MacroAssembler& masm) {
                masm.shift(operation, width, to, r0, Operand::of(r1));
              });
              CHECK(get(variable.machine, to) == want);
              auto constant = runner.run(start, [&](MacroAssembler& masm) {
                masm.shift(operation, width, to, r0, Operand::of_constant(count));
              });
              CHECK(get(constant.machine, to) == want);
            }
          }
        }
      }
    }
  }

  TEST_CASE("an operation on a shifted value or a product, which may be kept or given up") {
    Runner runner;
    constexpr uint64_t kA = 0x923456789abcdef1, kB = 0x1122334455667788;
    for (int first = 0; first < 6; ++first) {
      for (int op = 0; op < 6; ++op) {
        for (Width width : {W32, W64}) {
          for (Register to : {r0, r1, r2}) {
            for (bool is_left : {false, true}) {
              for (bool is_kept : {false, true}) {
                CAPTURE(first);
                CAPTURE(op);
                CAPTURE(width == W64);
                CAPTURE(is_left);
                CAPTURE(is_kept);
                bool is_product = first == 5;
                auto shift = static_cast<ShiftOperation>(first);
                auto operation = static_cast<BinaryOperation>(op);
                uint64_t a = cut(width, kA), b = cut(width, kB);
                uint64_t value = is_product ? expected(BinaryOperation::Mul, width, a, b)
                                            : expected(shift, width, a, 7);
                auto outcome = runner.run({.r0 = a, .r1 = b, .r2 = ~0ull}, [&](auto& masm) {
                  if (is_product) {
                    masm.binary(BinaryOperation::Mul, width, r2, r0, Operand::of(r1));
                  } else {
                    masm.shift_constant(shift, width, r2, r0, 7);
                  }
                  masm.binary(operation,
                              width,
                              to,
                              is_left ? r2 : r1,
                              Operand::of(is_left ? r1 : r2),
                              is_kept ? 0 : RegisterSet{1} << MacroAssembler::index_of(r2));
                });
                CHECK(get(outcome.machine, to) ==
                      expected(operation, width, is_left ? value : b, is_left ? b : value));
                if (is_kept && to != r2) CHECK(outcome.machine.r2 == value);
              }
            }
          }
        }
      }
    }
  }

  TEST_CASE("division traps where Wasm says so and nowhere else") {
    Runner runner;
    for (int op = 0; op < 4; ++op) {
      auto operation = static_cast<DivideOperation>(op);
      bool is_signed = operation == DivideOperation::DivS || operation == DivideOperation::RemS;
      bool is_division = operation == DivideOperation::DivS || operation == DivideOperation::DivU;
      for (Width width : {W32, W64}) {
        for (uint64_t raw_a : kIntegers) {
          for (uint64_t raw_b : kIntegers) {
            uint64_t a = cut(width, raw_a), b = cut(width, raw_b);
            CAPTURE(op);
            CAPTURE(a);
            CAPTURE(b);
            CAPTURE(width == W64);
            int64_t x = as_signed(width, a), y = as_signed(width, b);
            bool overflows = is_signed && y == -1 && a == (width == W32 ? 1ull << 31 : 1ull << 63);
            for (bool is_known : {false, true}) {
              if (is_known && b == 0) continue;
              auto outcome = runner.run({.r0 = a, .r1 = b}, [&](MacroAssembler& masm) {
                std::optional<int64_t> known;
                if (is_known) known = y;
                masm.divide(operation, width, quotient_register(operation), r0, r1, known);
              });
              if (b == 0) {
                CHECK(stopped_for(outcome, TrapReason::IntegerDivideByZero));
              } else if (overflows && is_division) {
                CHECK(stopped_for(outcome, TrapReason::IntegerOverflow));
              } else {
                uint64_t want = overflows     ? 0
                                : is_signed   ? static_cast<uint64_t>(is_division ? x / y : x % y)
                                : is_division ? a / b
                                              : a % b;
                REQUIRE(finished(outcome));
                CHECK(get(outcome.machine, quotient_register(operation)) == cut(width, want));
              }
            }
          }
        }
      }
    }
  }

  TEST_CASE("bits are counted and signs extended") {
    for (CpuFeatures cpu : {CpuFeatures::Host, CpuFeatures::Baseline}) {
      CAPTURE(cpu == CpuFeatures::Host);
      Runner runner({}, {.cpu = cpu});
      for (Width width : {W32, W64}) {
        for (Register to : {r0, r2}) {
          for (uint64_t raw : kIntegers) {
            uint64_t a = cut(width, raw);
            CAPTURE(a);
            CAPTURE(width == W64);
            auto result = [&](UnaryOperation operation) {
              return get(
                  runner
                      .run({.r0 = a, .r2 = ~0ull},
                           [&](MacroAssembler& masm) { masm.unary(operation, width, to, r0); })
                      .machine,
                  to);
            };
            uint32_t narrow = static_cast<uint32_t>(a);
            int leading = width == W32 ? std::countl_zero(narrow) : std::countl_zero(a);
            int trailing = width == W32 ? std::countr_zero(narrow) : std::countr_zero(a);
            CHECK(result(UnaryOperation::Clz) == static_cast<uint64_t>(leading));
            CHECK(result(UnaryOperation::Ctz) == static_cast<uint64_t>(trailing));
            CHECK(result(UnaryOperation::Popcnt) == static_cast<uint64_t>(std::popcount(a)));
            auto extended = [&](int64_t value) { return cut(width, static_cast<uint64_t>(value)); };
            CHECK(result(UnaryOperation::Extend8S) == extended(static_cast<int8_t>(a)));
            CHECK(result(UnaryOperation::Extend16S) == extended(static_cast<int16_t>(a)));
            if (width == W64) {
              CHECK(result(UnaryOperation::Extend32S) == extended(static_cast<int32_t>(a)));
            }
          }
        }
      }
    }
  }

  TEST_CASE("conditions are read by jumps, sets and selects alike") {
    Runner runner;
    for (int index = 0; index < 10; ++index) {
      auto condition = static_cast<Condition>(index);
      for (Width width : {W32, W64}) {
        for (uint64_t raw_a : {0ull, 1ull, 0x7fffffffull, 0x80000000ull, ~0ull}) {
          for (uint64_t raw_b : {0ull, 1ull, 0x80000000ull, ~0ull}) {
            uint64_t a = cut(width, raw_a), b = cut(width, raw_b);
            CAPTURE(index);
            CAPTURE(a);
            CAPTURE(b);
            CAPTURE(width == W64);
            Machine start = {.r0 = a, .r1 = b, .r2 = 5, .f0 = 6, .f1 = 7};
            bool want = holds(condition, width, a, b);
            auto outcome = runner.run(start, [&](MacroAssembler& masm) {
              masm.compare(width, r0, Operand::of(r1));
              masm.select_if(condition, F64, f0, f1);
              masm.select_if(condition, I64, r2, r1);
              masm.set_if(condition, r1);
              masm.compare(width, r0, Operand::of_constant(static_cast<int32_t>(b)));
              auto taken = masm.new_label();
              auto done = masm.new_label();
              masm.jump_if(condition, taken);
              masm.move_constant(I32, r0, 9);
              masm.jump(done);
              masm.bind(taken);
              masm.move_constant(I32, r0, 0);
              masm.bind(done);
            });
            CHECK(outcome.machine.r2 == (want ? b : 5));
            CHECK(outcome.machine.f0 == (want ? 7u : 6u));
            CHECK(outcome.machine.r1 == (want ? 1u : 0u));
            uint64_t immediate = cut(width, static_cast<uint64_t>(static_cast<int32_t>(b)));
            CHECK(outcome.machine.r0 == (holds(condition, width, a, immediate) ? 0u : 9u));
          }
        }
      }
    }
  }

  TEST_CASE("a jump table goes to its targets, and past its end to the last") {
    Runner runner;
    for (uint32_t size : {1u, 2u, 5u, 6u, 40u}) {
      for (uint32_t index : {0u, 1u, 3u, 4u, 5u, 38u, 39u, 40u, 0x80000000u, 0xffffffffu}) {
        CAPTURE(size);
        CAPTURE(index);
        auto outcome = runner.run({.r0 = index}, [&](MacroAssembler& masm) {
          std::vector<MacroAssembler::Label> targets;
          for (uint32_t i = 0; i < size; ++i) targets.push_back(masm.new_label());
          auto done = masm.new_label();
          masm.jump_table(r0, targets);
          for (uint32_t i = 0; i < size; ++i) {
            masm.bind(targets[i]);
            masm.move_constant(I32, r1, 100 + i);
            masm.jump(done);
          }
          masm.bind(done);
        });
        REQUIRE(finished(outcome));
        CHECK(outcome.machine.r1 == 100 + std::min(index, size - 1));
      }
    }
  }

  TEST_CASE("words of the frame are cleared, and no others") {
    Runner runner;
    for (uint32_t words : {0u, 1u, 2u, 3u, 15u, 16u, 17u, 40u, 41u}) {
      CAPTURE(words);
      auto outcome = runner.run({}, [&](MacroAssembler& masm) {
        for (uint32_t i = 0; i < words + 2; ++i) {
          masm.store_frame_constant(I64, static_cast<int32_t>(8 * i), 0x123456789abcdef);
        }
        masm.zero_frame(8, words);
        masm.move_constant(I64, r0, 0);
        for (uint32_t i = 1; i <= words; ++i) {
          auto word = Operand::of_frame(static_cast<int32_t>(8 * i));
          masm.binary(BinaryOperation::Or, W64, r0, r0, word);
        }
        masm.load_frame(I64, r1, 0);
        masm.load_frame(I64, r2, static_cast<int32_t>(8 * (words + 1)));
      });
      CHECK(outcome.machine.r0 == 0);
      CHECK(outcome.machine.r1 == 0x123456789abcdef);
      CHECK(outcome.machine.r2 == 0x123456789abcdef);
    }
  }

  TEST_CASE("a frame below the stack limit traps") {
    Runner runner;
    runner.instance()->stack_limit = reinterpret_cast<void*>(UINTPTR_MAX);
    CHECK(stopped_for(runner.run({}, [](MacroAssembler&) {}), TrapReason::StackExhausted));
  }
}

}  // namespace wali::jit::test
