#include "wali/cli/values.h"

#include <doctest/doctest.h>

namespace wali::cli {

using engine::Value;
using loader::ValueType;

TEST_CASE("values: what is printed reads back as the same bits") {
  const Value values[] = {
      Value::i32(0),
      Value::i32(0xffffffff),
      Value::i64(0x8000000000000000),
      Value::f32(0.1f),
      Value::f64(0.1),
      Value::f64(-0.0),
      Value::f64(5e-324),
      Value::f64(1.7976931348623157e308),
      {ValueType::F32, 0x7f800000},
      {ValueType::F32, 0xffc00000},
      {ValueType::F32, 0x7f800001},
      {ValueType::F64, 0xfff8000000000001},
      Value::v128(0x0706050403020100, 0x0f0e0d0c0b0a0908),
      Value::v128(1, 0),
      {ValueType::FuncRef, 0},
      {ValueType::ExternRef, 0},
  };
  for (const Value& value : values) {
    std::string text = format_value(value);
    CAPTURE(text);
    auto read = parse_value(value.type, std::string_view(text).substr(0, text.rfind(':')));
    REQUIRE(read);
    CHECK(*read == value);
  }
}

TEST_CASE("values: integers may be signed or unsigned, decimal or hexadecimal") {
  CHECK(parse_value(ValueType::I32, "-1")->bits == 0xffffffff);
  CHECK(parse_value(ValueType::I32, "4294967295")->bits == 0xffffffff);
  CHECK(parse_value(ValueType::I32, "-2147483648")->bits == 0x80000000);
  CHECK(parse_value(ValueType::I64, "+0xFf")->bits == 255);
}

TEST_CASE("values: a vector is one integer with lane 0 last") {
  CHECK(*parse_value(ValueType::V128, "0xfF") == Value::v128(0xff, 0));
  CHECK(*parse_value(ValueType::V128, "0x10000000000000002") == Value::v128(2, 1));
  for (const char* text : {"1", "0x", "0x-1", "0x1_0", "0x100000000000000000000000000000000"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_value(ValueType::V128, text));
  }
}

TEST_CASE("values: what does not fit or is no number is refused") {
  for (const char* text : {"", "-", "0x", "1x", " 1", "4294967296", "-2147483649", "--1", "1.0"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_value(ValueType::I32, text));
  }
  for (const char* text :
       {"", "-", "1e", "+-1", "infinity", "nan(1)", "nan:0x0", "nan:0x8000000000000", "1,5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_value(ValueType::F32, text));
  }
  CHECK_FALSE(parse_value(ValueType::ExternRef, "1"));
}

}  // namespace wali::cli
