#include "wali/cli/wast_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "loader/types.h"
#include "wali/cli/values.h"

namespace wali::cli {
namespace {

using engine::Value;
using loader::ValueType;
using loader::text::ExpectedResult;
using loader::text::Lane;
using loader::text::ScriptValue;
using Kind = ScriptValue::Kind;

bool lane_matches(const Lane& expected, uint64_t bits, uint8_t width) {
  if (expected.nan == Lane::Nan::Exact) return bits == expected.bits;
  const unsigned mantissa_bits = width == 32 ? 23 : 52;
  const uint64_t quiet = uint64_t{1} << (mantissa_bits - 1);
  const uint64_t sign = uint64_t{1} << (width - 1);
  const uint64_t canonical = (sign - 1) & ~(quiet - 1);
  return expected.nan == Lane::Nan::Canonical ? (bits & ~sign) == canonical
                                              : (bits & canonical) == canonical;
}

uint64_t lane_of(const Value& value, size_t lane, uint8_t width) {
  const size_t first_bit = lane * width;
  const uint64_t half = first_bit < 64 ? value.bits : value.high_bits;
  const uint64_t mask = width == 64 ? ~uint64_t{0} : (uint64_t{1} << width) - 1;
  return (half >> (first_bit % 64)) & mask;
}

bool numbers_match(const Value& value, const ScriptValue& expected) {
  for (size_t i = 0; i < expected.lanes.size(); ++i) {
    uint64_t lane = lane_of(value, i, expected.lane_bits);
    if (!lane_matches(expected.lanes[i], lane, expected.lane_bits)) return false;
  }
  return true;
}

bool has_heap_type(ValueType type, std::string_view heap) {
  if (!loader::is_reference(type)) return false;
  switch (loader::top_of(type)) {
    case ValueType::FuncRef:
      return heap == "func";
    case ValueType::ExternRef:
      return heap == "extern";
    default:
      return heap == "exn";
  }
}

bool matches_one(const Value& value, const ScriptValue& expected) {
  switch (expected.kind) {
    case Kind::Number:
      return value.type == expected.type && numbers_match(value, expected);
    case Kind::Vector:
      return value.type == ValueType::V128 && numbers_match(value, expected);
    case Kind::Null:
      return loader::is_reference(value.type) && value.bits == 0;
    case Kind::Host:
      return has_heap_type(value.type, expected.heap) && value.bits == expected.host + 1;
    case Kind::Reference:
      return has_heap_type(value.type, expected.heap) && value.bits != 0;
  }
  return false;
}

std::string_view shape_of(const ScriptValue& value) {
  switch (value.lane_bits) {
    case 8:
      return "i8x16";
    case 16:
      return "i16x8";
    case 32:
      return loader::is_float(value.type) ? "f32x4" : "i32x4";
    default:
      return loader::is_float(value.type) ? "f64x2" : "i64x2";
  }
}

std::string describe_lane(const Lane& lane, ValueType type) {
  if (lane.nan == Lane::Nan::Canonical) return "nan:canonical";
  if (lane.nan == Lane::Nan::Arithmetic) return "nan:arithmetic";
  std::string text = format_value({type, lane.bits});
  return text.substr(0, text.rfind(':'));
}

std::string describe(const ScriptValue& value) {
  std::string text;
  switch (value.kind) {
    case Kind::Number:
      return describe_lane(value.lanes[0], value.type) + ":" +
             std::string(loader::name_of(value.type));
    case Kind::Vector:
      for (const Lane& lane : value.lanes) text += describe_lane(lane, value.type) + " ";
      return fmt::format("{}{}", text, shape_of(value));
    case Kind::Null:
      return "null";
    case Kind::Host:
      return fmt::format("{:#x}:{}ref", value.host + 1, value.heap);
    case Kind::Reference:
      return fmt::format("any {}ref", value.heap);
  }
  return text;
}

std::string describe(const ExpectedResult& result) {
  if (result.size() == 1) return describe(result[0]);
  std::string text;
  for (const ScriptValue& each : result) text += (text.empty() ? "" : " or ") + describe(each);
  return text;
}

}  // namespace

std::expected<Value, std::string> argument_of(const ScriptValue& written, ValueType type) {
  Value value{type};
  switch (written.kind) {
    case Kind::Number:
      if (written.type != type) break;
      value.bits = written.lanes[0].bits;
      return value;
    case Kind::Vector:
      if (type != ValueType::V128) break;
      for (size_t i = 0; i < written.lanes.size(); ++i) {
        size_t first_bit = i * written.lane_bits;
        uint64_t& half = first_bit < 64 ? value.bits : value.high_bits;
        half |= written.lanes[i].bits << (first_bit % 64);
      }
      return value;
    case Kind::Null:
      if (!loader::is_reference(type)) break;
      return value;
    case Kind::Host:
      if (!has_heap_type(type, written.heap)) break;
      value.bits = written.host + 1;
      return value;
    case Kind::Reference:
      break;
  }
  return std::unexpected(fmt::format("a value of type {}", loader::name_of(type)));
}

bool matches(const Value& value, const ExpectedResult& expected) {
  return std::ranges::any_of(expected,
                             [&](const ScriptValue& each) { return matches_one(value, each); });
}

std::string describe(std::span<const ExpectedResult> expected) {
  std::string text;
  for (const ExpectedResult& each : expected) text += (text.empty() ? "" : ", ") + describe(each);
  return text.empty() ? "no result" : text;
}

std::string describe(std::span<const Value> values) {
  std::string text;
  for (const Value& each : values) text += (text.empty() ? "" : ", ") + format_value(each);
  return text.empty() ? "no result" : text;
}

}  // namespace wali::cli
