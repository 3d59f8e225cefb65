#include "wali/cli/wast_values.h"

#include <doctest/doctest.h>

#include <deque>
#include <string>

using namespace wali;
using engine::Value;
using loader::ValueType;
using loader::text::Assertion;
using loader::text::ExpectedResult;

namespace {

std::vector<ExpectedResult> results(const std::string& written) {
  // What is parsed refers to the text.
  static std::deque<std::string> scripts;
  scripts.push_back("(assert_return (invoke \"f\") " + written + ")");
  auto commands = loader::text::parse_script(scripts.back());
  REQUIRE_MESSAGE(commands.has_value(), commands.error().message);
  return std::get<Assertion>(commands->at(0).body).results;
}

bool matches(const Value& value, const std::string& written) {
  return cli::matches(value, results(written).at(0));
}

Value f32(uint32_t bits) {
  return {ValueType::F32, bits};
}
Value f64(uint64_t bits) {
  return {ValueType::F64, bits};
}

}  // namespace

TEST_CASE("script values: a number matches by type and bits") {
  CHECK(matches(Value::i32(0xffffffff), "(i32.const -1)"));
  CHECK_FALSE(matches(Value::i32(1), "(i32.const 2)"));
  CHECK_FALSE(matches(Value::i64(1), "(i32.const 1)"));
  CHECK(matches(f64(0x8000000000000000), "(f64.const -0)"));
  CHECK_FALSE(matches(f64(0), "(f64.const -0)"));
}

TEST_CASE("script values: canonical and arithmetic NaNs, of either sign") {
  for (uint32_t sign : {0u, 0x80000000u}) {
    CHECK(matches(f32(sign | 0x7fc00000), "(f32.const nan:canonical)"));
    CHECK(matches(f32(sign | 0x7fc00001), "(f32.const nan:arithmetic)"));
    CHECK_FALSE(matches(f32(sign | 0x7fc00001), "(f32.const nan:canonical)"));
    CHECK_FALSE(matches(f32(sign | 0x7fa00000), "(f32.const nan:arithmetic)"));
    CHECK_FALSE(matches(f32(sign | 0x7f800000), "(f32.const nan:canonical)"));
  }
  CHECK(matches(f64(0x7ff8000000000000), "(f64.const nan:canonical)"));
  CHECK_FALSE(matches(f64(0x7ff8000000000001), "(f64.const nan:canonical)"));
  CHECK(matches(f64(0xfff8000000000001), "(f64.const nan:arithmetic)"));
  CHECK_FALSE(matches(f64(0x7ff4000000000000), "(f64.const nan:arithmetic)"));
  CHECK(matches(f32(0x7f800001), "(f32.const nan:0x1)"));
}

TEST_CASE("script values: a vector matches lane by lane") {
  Value value = Value::v128(0x0000000200000001, 0x0000000400000003);
  CHECK(matches(value, "(v128.const i32x4 1 2 3 4)"));
  CHECK(matches(value, "(v128.const i64x2 0x0000000200000001 0x0000000400000003)"));
  CHECK(matches(value, "(v128.const i8x16 1 0 0 0 2 0 0 0 3 0 0 0 4 0 0 0)"));
  CHECK_FALSE(matches(value, "(v128.const i32x4 1 2 3 5)"));
  Value floats = Value::v128(0x7fc000013f800000, 0xffc0000000000000);
  CHECK(matches(floats, "(v128.const f32x4 1 nan:arithmetic 0 nan:canonical)"));
  CHECK_FALSE(matches(floats, "(v128.const f32x4 1 nan:canonical 0 nan:canonical)"));
}

TEST_CASE("script values: references match by kind, the embedder's by number") {
  Value host{ValueType::ExternRef, 8};
  CHECK(matches(host, "(ref.extern 7)"));
  CHECK(matches(host, "(ref.extern)"));
  CHECK_FALSE(matches(host, "(ref.extern 8)"));
  CHECK_FALSE(matches(host, "(ref.null extern)"));
  CHECK_FALSE(matches(host, "(ref.func)"));
  Value null{ValueType::FuncRef, 0};
  CHECK(matches(null, "(ref.null func)"));
  CHECK(matches(null, "(ref.null)"));
  CHECK_FALSE(matches(null, "(ref.func)"));
  CHECK_FALSE(matches(Value::i32(0), "(ref.null)"));
}

TEST_CASE("script values: one of several alternatives is enough") {
  CHECK(matches(Value::i32(2), "(either (i32.const 1) (i32.const 2))"));
  CHECK_FALSE(matches(Value::i32(3), "(either (i32.const 1) (i32.const 2))"));
}

TEST_CASE("script values: arguments have the parameter's type") {
  auto value = results("(v128.const i16x8 1 2 3 4 5 6 7 -1) (i32.const 5) (ref.extern 0)");
  auto vector = cli::argument_of(value[0][0], ValueType::V128);
  REQUIRE(vector.has_value());
  CHECK(*vector == Value::v128(0x0004000300020001, 0xffff000700060005));
  CHECK_FALSE(cli::argument_of(value[0][0], ValueType::I32).has_value());
  CHECK(cli::argument_of(value[1][0], ValueType::I32)->bits == 5);
  CHECK(cli::argument_of(value[1][0], ValueType::I64).error() == "a value of type i64");
  CHECK(cli::argument_of(value[2][0], ValueType::ExternRef)->bits == 1);
}

TEST_CASE("script values: what was expected reads like what came") {
  auto expected =
      results("(i32.const 42) (f32.const nan:canonical) (v128.const i64x2 1 2) (ref.null)");
  CHECK(cli::describe(std::span(std::as_const(expected))) ==
        "0x2a:i32, nan:canonical:f32, 0x1 0x2 i64x2, null");
  CHECK(cli::describe(std::span<const ExpectedResult>()) == "no result");
}
