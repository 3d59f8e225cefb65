#include <fmt/format.h>

#include <iterator>

#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

constexpr uint32_t kSteps = 46000;
constexpr uint32_t kRounds = 3;
constexpr uint32_t kStop = 0xdeadbeef;

constexpr uint32_t factor(uint32_t step) {
  return step * 0x9e3779b1u | 1;
}

/// A function of more than 1 MiB of machine code, whose branches go from any place to both of its
/// ends: loops, leaves, tables, traps, and constants that may lie behind the code.
std::string large_function() {
  std::string text =
      R"((module (func (export "run") (param $x i32) (param $divisor i32) (result i32)
    (local $round i32) (local $sum f64)
    (block $out (loop $again
      (block $begin (br_table $begin $out (i32.eq (local.get $x) (i32.const 1)))))";
  for (uint32_t step = 0; step < kSteps; ++step) {
    fmt::format_to(std::back_inserter(text),
                   R"((br_if $out (i32.eq (local.get $x) (i32.const {:#x})))
                      (local.set $x (i32.add (i32.mul (local.get $x) (i32.const {:#x}))
                                             (i32.const {:#x}))))",
                   kStop,
                   factor(step),
                   factor(step + 1));
    if (step % 1000 != 0) continue;
    text += R"((local.set $x (i32.add (i32.div_u (local.get $x) (local.get $divisor))
                 (i32x4.extract_lane 2 (v128.const i32x4 1 2 305419896 4))))
               (local.set $sum (f64.add (local.get $sum) (f64.const 0.1)))
               (br_if $again (i32.eqz (local.get $x))))";
  }
  text += R"((local.set $round (i32.add (local.get $round) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $round) (i32.const 3)))))
    (i32.add (local.get $x) (i32.trunc_f64_s (local.get $sum))))))";
  return text;
}

/// What the function computes.
uint32_t expected(uint32_t x, uint32_t divisor) {
  double sum = 0;
  for (uint32_t round = 0; round < kRounds;) {
    if (x == 1) break;
    bool is_again = false;
    for (uint32_t step = 0; step < kSteps && !is_again; ++step) {
      if (x == kStop) return x + static_cast<uint32_t>(sum);
      x = x * factor(step) + factor(step + 1);
      if (step % 1000 != 0) continue;
      x = x / divisor + 0x12345678;
      sum += 0.1;
      is_again = x == 0;
    }
    if (!is_again) ++round;
  }
  return x + static_cast<uint32_t>(sum);
}

TEST_CASE("a function of more than 1 MiB of machine code runs, traps and leaves as a small one") {
  auto store = new_store();
  auto module = assemble(large_function());
  auto instance = engine::instantiate(*store, module, {});
  REQUIRE(instance.has_value());
  auto code = store->code_of(module);
  REQUIRE(code.has_value());
  CHECK((*code)->function_code(0).size() > 1 << 20);
  auto run = [&](uint32_t x, uint32_t divisor) {
    return call_i32(**instance, "run", {Value::i32(x), Value::i32(divisor)});
  };
  CHECK(run(5, 3) == expected(5, 3));
  CHECK(run(0x80000000, 0xffffffff) == expected(0x80000000, 0xffffffff));
  CHECK(run(kStop, 7) == kStop);
  Trap trap = trap_of(**instance, "run", {Value::i32(5), Value::i32(0)});
  CHECK(trap.reason == jit::TrapReason::IntegerDivideByZero);
}

}  // namespace
}  // namespace wali::engine::test
