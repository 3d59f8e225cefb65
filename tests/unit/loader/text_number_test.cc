#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "loader/text/number.h"

namespace wali::loader::text {
namespace {

TEST_CASE("number: an integer fits signed or unsigned") {
  CHECK(parse_integer("4294967295", 32) == 0xFFFF'FFFFu);
  CHECK(parse_integer("-0x8000_0000", 32) == 0x8000'0000u);
  CHECK(parse_integer("-1", 8) == 0xFFu);
  CHECK(parse_integer("+7", 64) == 7u);
  CHECK(parse_integer("-9223372036854775808", 64) == uint64_t{1} << 63);
  CHECK(!parse_integer("4294967296", 32));
  CHECK(!parse_integer("-2147483649", 32));
  CHECK(!parse_integer("18446744073709551616", 64));
  CHECK(!parse_integer("1.0", 32));
  CHECK(parse_unsigned("0xFF", 8) == 255u);
  CHECK(!parse_unsigned("+1", 8));
  CHECK(!parse_unsigned("256", 8));
}

TEST_CASE("number: decimal and hexadecimal floats are rounded to nearest, ties to even") {
  CHECK(parse_f32("0x1.000001p0") == 0x3f800000u);
  CHECK(parse_f32("0x1.000003p0") == 0x3f800002u);
  CHECK(parse_f32("0x1.00000100000000000000001p0") == 0x3f800001u);
  CHECK(parse_f32("16777217") == 0x4b800000u);
  CHECK(parse_f32("16777219.0") == 0x4b800002u);
  CHECK(parse_f64("0x1.00000000000008p0") == 0x3ff0000000000000u);
  CHECK(parse_f64("0x1.000000000000080000000001p0") == 0x3ff0000000000001u);
  CHECK(parse_f64("1_0.2_5e0_1") == std::bit_cast<uint64_t>(102.5));
  CHECK(parse_f32("-0x0p5") == 0x80000000u);
}

TEST_CASE(
    "number: what is too small for a float is a zero or subnormal, what is too large is none") {
  CHECK(parse_f32("0x1p-149") == 1u);
  CHECK(parse_f32("0x1p-150") == 0u);
  CHECK(parse_f32("0x1.8p-150") == 1u);
  CHECK(parse_f32("1e-400") == 0u);
  CHECK(parse_f32("-1e-999999999999999999999") == 0x80000000u);
  CHECK(parse_f32("0e999999999999999999999") == 0u);
  CHECK(parse_f64("0x0.0001p-1080") == 0u);
  CHECK(parse_f64("0x1p-1074") == 1u);
  CHECK(parse_f32("0x1.fffffep127") == 0x7f7fffffu);
  CHECK(parse_f32("0x1.fffffefffffp127") == 0x7f7fffffu);
  CHECK(!parse_f32("0x1.ffffffp127"));
  CHECK(!parse_f32("0x1p128"));
  CHECK(!parse_f32("1e39"));
  CHECK(!parse_f64("1e999999999999999999999"));
  CHECK(!parse_f64("0x1p1024"));
}

TEST_CASE("number: infinities and NaN payloads") {
  CHECK(parse_f32("inf") == 0x7f800000u);
  CHECK(parse_f64("-inf") == 0xfff0000000000000u);
  CHECK(parse_f32("nan") == 0x7fc00000u);
  CHECK(parse_f64("-nan") == 0xfff8000000000000u);
  CHECK(parse_f32("nan:0x1") == 0x7f800001u);
  CHECK(parse_f32("-nan:0x7f_ffff") == 0xffffffffu);
  CHECK(!parse_f32("nan:0x800000"));
  CHECK(!parse_f32("nan:0x0"));
  CHECK(!parse_f64("nan:0x10000000000000"));
  CHECK(number_kind("nan:canonical") == NumberKind::None);
}

TEST_CASE("number: random literals agree with the C library") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20000; ++i) {
    std::string digits;
    bool is_hex = random() % 2 == 0;
    for (uint64_t n = random() % 24 + 1; n > 0; --n)
      digits += "0123456789abcdef"[random() % (is_hex ? 16 : 10)];
    digits.insert(random() % digits.size() + 1, ".");
    int reach = is_hex ? 1100 : 330;
    int exponent = static_cast<int>(random() % (2 * reach)) - reach;
    if (i % 2 == 0) exponent /= 8;
    std::string text =
        (is_hex ? "0x" : "") + digits + (is_hex ? "p" : "e") + std::to_string(exponent);
    CAPTURE(text);
    float single = std::strtof(text.c_str(), nullptr);
    double twice = std::strtod(text.c_str(), nullptr);
    CHECK(parse_f32(text).value_or(0x7f800000u) == std::bit_cast<uint32_t>(single));
    CHECK(parse_f64(text).value_or(0x7ff0000000000000u) == std::bit_cast<uint64_t>(twice));
  }
}

}  // namespace
}  // namespace wali::loader::text
