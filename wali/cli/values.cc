#include "wali/cli/values.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <type_traits>

#include "engine/instance.h"

namespace wali::cli {
namespace {

using engine::Value;
using loader::ValueType;

struct SignedText {
  bool is_negative;
  std::string_view digits;
};

SignedText split_sign(std::string_view text) {
  bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  return {is_negative, text};
}

template <typename T>
bool parse_all(std::string_view digits, int base, T& value) {
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
}

template <typename Unsigned>
bool parse_integer(std::string_view text, uint64_t& bits) {
  auto [is_negative, digits] = split_sign(text);
  int base = 10;
  if (digits.starts_with("0x") || digits.starts_with("0X")) {
    digits.remove_prefix(2);
    base = 16;
  }
  Unsigned magnitude;
  if (!parse_all(digits, base, magnitude)) return false;
  constexpr Unsigned kMostNegative = Unsigned{1} << (std::numeric_limits<Unsigned>::digits - 1);
  if (is_negative && magnitude > kMostNegative) return false;
  bits = is_negative ? static_cast<Unsigned>(0 - magnitude) : magnitude;
  return true;
}

/// Up to 32 digits after 0x; the lowest lane is written last.
bool parse_vector(std::string_view text, Value& value) {
  constexpr size_t kDigitsOfHalf = 16;
  if (!text.starts_with("0x") && !text.starts_with("0X")) return false;
  std::string_view low = text.substr(2);
  if (low.size() <= kDigitsOfHalf) return parse_all(low, 16, value.bits);
  std::string_view high = low.substr(0, low.size() - kDigitsOfHalf);
  low.remove_prefix(high.size());
  return parse_all(high, 16, value.high_bits) && parse_all(low, 16, value.bits);
}

template <typename Float>
struct FloatFormat {
  using Bits = std::conditional_t<sizeof(Float) == 4, uint32_t, uint64_t>;
  static constexpr int kMantissaBits = std::numeric_limits<Float>::digits - 1;
  static constexpr Bits kSign = Bits{1} << (sizeof(Float) * 8 - 1);
  static constexpr Bits kMantissa = (Bits{1} << kMantissaBits) - 1;
  static constexpr Bits kQuiet = Bits{1} << (kMantissaBits - 1);
  static constexpr Bits kInfinity = static_cast<Bits>(~kSign & ~kMantissa);
};

template <typename Float>
bool parse_float(std::string_view text, uint64_t& bits) {
  using Format = FloatFormat<Float>;
  auto [is_negative, digits] = split_sign(text);
  typename Format::Bits magnitude;
  if (digits == "inf") {
    magnitude = Format::kInfinity;
  } else if (digits == "nan") {
    magnitude = Format::kInfinity | Format::kQuiet;
  } else if (digits.starts_with("nan:0x")) {
    if (!parse_all(digits.substr(6), 16, magnitude)) return false;
    if (magnitude == 0 || magnitude > Format::kMantissa) return false;
    magnitude |= Format::kInfinity;
  } else {
    bool is_hex = digits.starts_with("0x") || digits.starts_with("0X");
    if (is_hex) digits.remove_prefix(2);
    // from_chars would take a second sign, "infinity" and "nan(...)".
    if (digits.empty() ||
        !(digits[0] == '.' || std::isxdigit(static_cast<unsigned char>(digits[0])))) {
      return false;
    }
    Float value;
    auto [end, error] =
        std::from_chars(digits.data(),
                        digits.data() + digits.size(),
                        value,
                        is_hex ? std::chars_format::hex : std::chars_format::general);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    magnitude = std::bit_cast<typename Format::Bits>(value);
  }
  bits = is_negative ? magnitude | Format::kSign : magnitude;
  return true;
}

template <typename Float>
std::string format_float(uint64_t bits) {
  using Format = FloatFormat<Float>;
  auto exact = static_cast<typename Format::Bits>(bits);
  Float value = std::bit_cast<Float>(exact);
  if (!std::isnan(value)) return fmt::format("{}", value);
  const char* sign = (exact & Format::kSign) != 0 ? "-" : "";
  typename Format::Bits payload = exact & Format::kMantissa;
  if (payload == Format::kQuiet) return fmt::format("{}nan", sign);
  return fmt::format("{}nan:{:#x}", sign, payload);
}

std::string format_function(const jit::FunctionRecord* record) {
  if (record->instance == nullptr) return "host-function:funcref";
  const loader::Module& module = engine::Instance::of(record->instance).module();
  return fmt::format("{}:funcref", module.function_name(record->function));
}

}  // namespace

std::expected<Value, std::string> parse_value(ValueType type, std::string_view text) {
  Value value{type, 0};
  switch (type) {
    case ValueType::I32:
      if (parse_integer<uint32_t>(text, value.bits)) return value;
      return std::unexpected("a 32-bit integer");
    case ValueType::I64:
      if (parse_integer<uint64_t>(text, value.bits)) return value;
      return std::unexpected("a 64-bit integer");
    case ValueType::F32:
      if (parse_float<float>(text, value.bits)) return value;
      return std::unexpected("a 32-bit float");
    case ValueType::F64:
      if (parse_float<double>(text, value.bits)) return value;
      return std::unexpected("a 64-bit float");
    case ValueType::V128:
      if (parse_vector(text, value)) return value;
      return std::unexpected("up to 32 hexadecimal digits after 0x");
    default:
      if (!loader::is_nullable(type)) {
        return std::unexpected("no argument: a reference that is not null cannot be typed");
      }
      if (text == "null") return value;
      return std::unexpected("null, the only reference that can be typed");
  }
}

std::string format_value(const Value& value) {
  switch (value.type) {
    case ValueType::I32:
    case ValueType::I64:
      return fmt::format("{:#x}:{}", value.bits, loader::name_of(value.type));
    case ValueType::F32:
      return format_float<float>(value.bits) + ":f32";
    case ValueType::F64:
      return format_float<double>(value.bits) + ":f64";
    case ValueType::V128:
      return fmt::format("0x{:016x}{:016x}:v128", value.high_bits, value.bits);
    default:
      break;
  }
  if (value.bits == 0) return "null:" + loader::name_of(value.type);
  if (loader::is_function_reference(value.type)) return format_function(value.as_funcref());
  return fmt::format("{:#x}:{}", value.bits, loader::name_of(value.type));
}

}  // namespace wali::cli
