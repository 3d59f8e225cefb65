#include "loader/text/number.h"

#include <bit>
#include <charconv>
#include <string>

namespace wali::loader::text {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr int digit_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

/// Takes what the grammar's parts match off the front of a literal.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool accept(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool accept_sign() { return accept('+') || accept('-'); }
  bool accept_prefix(std::string_view prefix) {
    if (!rest_.starts_with(prefix)) return false;
    rest_.remove_prefix(prefix.size());
    return true;
  }

  /// Digits with single underscores between them.
  bool accept_digits(int base) {
    size_t at = 0;
    while (at < rest_.size() && digit_value(rest_[at]) < base) {
      ++at;
      if (at + 1 < rest_.size() && rest_[at] == '_' && digit_value(rest_[at + 1]) < base) ++at;
    }
    rest_.remove_prefix(at);
    return at > 0;
  }

 private:
  std::string_view rest_;
};

struct Magnitude {
  bool is_negative = false;
  int base = 10;
  std::string_view digits;  // behind sign and 0x
};

Magnitude split(std::string_view text) {
  Magnitude result;
  if (text.starts_with('+') || text.starts_with('-')) {
    result.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.starts_with("0x")) {
    result.base = 16;
    text.remove_prefix(2);
  }
  result.digits = text;
  return result;
}

std::optional<uint64_t> parse_magnitude(const Magnitude& magnitude) {
  uint64_t value = 0;
  for (char c : magnitude.digits) {
    if (c == '_') continue;
    if (__builtin_mul_overflow(value, static_cast<uint64_t>(magnitude.base), &value) ||
        __builtin_add_overflow(value, static_cast<uint64_t>(digit_value(c)), &value)) {
      return std::nullopt;
    }
  }
  return value;
}

constexpr uint64_t low_bits(unsigned bits) {
  return bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
}

/// Whether a positive literal that no float is near to is below one rather than above: the place of
/// its first digit that counts, moved by the exponent.
bool is_tiny(std::string_view digits, int base) {
  constexpr int64_t kFar = int64_t{1} << 40;
  size_t mark = digits.find_first_of(base == 16 ? "pP" : "eE");
  int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    Magnitude written = split(digits.substr(mark + 1));
    uint64_t size = parse_magnitude(written).value_or(kFar);
    exponent = size > kFar ? kFar : static_cast<int64_t>(size);
    if (written.is_negative) exponent = -exponent;
    digits = digits.substr(0, mark);
  }
  size_t point = digits.find('.');
  if (point == std::string_view::npos) point = digits.size();
  size_t first = digits.find_first_not_of("0.");
  if (first == std::string_view::npos) return true;
  auto place = static_cast<int64_t>(point) - static_cast<int64_t>(first);
  return place * (base == 16 ? 4 : 1) + exponent <= 0;
}

template <typename Float>
struct Format;
template <>
struct Format<float> {
  using Bits = uint32_t;
  static constexpr unsigned kFraction = 23;
};
template <>
struct Format<double> {
  using Bits = uint64_t;
  static constexpr unsigned kFraction = 52;
};

template <typename Float>
std::optional<typename Format<Float>::Bits> parse_float(std::string_view text) {
  using Bits = typename Format<Float>::Bits;
  constexpr unsigned kFraction = Format<Float>::kFraction;
  constexpr Bits kSign = Bits{1} << (sizeof(Bits) * 8 - 1);
  constexpr Bits kFractionMask = (Bits{1} << kFraction) - 1;
  constexpr Bits kInfinity = (kSign - 1) & ~kFractionMask;

  Magnitude magnitude = split(text);
  Bits sign = magnitude.is_negative ? kSign : 0;
  std::string_view body = magnitude.digits;
  if (body == "inf") return sign | kInfinity;
  if (body == "nan") return sign | kInfinity | (Bits{1} << (kFraction - 1));
  if (body.starts_with("nan:")) {
    std::optional<uint64_t> payload = parse_magnitude(split(body.substr(4)));
    if (!payload || *payload == 0 || *payload > kFractionMask) return std::nullopt;
    return sign | kInfinity | static_cast<Bits>(*payload);
  }

  std::string digits;
  digits.reserve(body.size());
  for (char c : body) {
    if (c != '_') digits.push_back(c);
  }
  Float value{};
  auto format = magnitude.base == 16 ? std::chars_format::hex : std::chars_format::general;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, format);
  if (error == std::errc::result_out_of_range) {
    if (is_tiny(digits, magnitude.base)) return sign;
    return std::nullopt;
  }
  auto bits = std::bit_cast<Bits>(value);
  if (bits == kInfinity) return std::nullopt;
  return sign | bits;
}

}  // namespace

NumberKind number_kind(std::string_view text) {
  Scanner scanner(text);
  scanner.accept_sign();
  if (scanner.accept_prefix("inf")) {
    return scanner.at_end() ? NumberKind::Float : NumberKind::None;
  }
  if (scanner.accept_prefix("nan")) {
    bool is_nan = scanner.at_end() ||
                  (scanner.accept_prefix(":0x") && scanner.accept_digits(16) && scanner.at_end());
    return is_nan ? NumberKind::Float : NumberKind::None;
  }
  int base = scanner.accept_prefix("0x") ? 16 : 10;
  if (!scanner.accept_digits(base)) return NumberKind::None;
  if (scanner.at_end()) return NumberKind::Integer;
  if (scanner.accept('.')) scanner.accept_digits(base);
  bool has_exponent = base == 16 ? scanner.accept('p') || scanner.accept('P')
                                 : scanner.accept('e') || scanner.accept('E');
  if (has_exponent) {
    scanner.accept_sign();
    if (!scanner.accept_digits(10)) return NumberKind::None;
  }
  return scanner.at_end() ? NumberKind::Float : NumberKind::None;
}

std::optional<uint64_t> parse_unsigned(std::string_view text, unsigned bits) {
  if (number_kind(text) != NumberKind::Integer) return std::nullopt;
  if (text.starts_with('+') || text.starts_with('-')) return std::nullopt;
  std::optional<uint64_t> value = parse_magnitude(split(text));
  if (!value || *value > low_bits(bits)) return std::nullopt;
  return value;
}

std::optional<uint64_t> parse_integer(std::string_view text, unsigned bits) {
  if (number_kind(text) != NumberKind::Integer) return std::nullopt;
  Magnitude magnitude = split(text);
  std::optional<uint64_t> value = parse_magnitude(magnitude);
  if (!value) return std::nullopt;
  if (!magnitude.is_negative) {
    if (*value > low_bits(bits)) return std::nullopt;
    return value;
  }
  if (*value > uint64_t{1} << (bits - 1)) return std::nullopt;
  return (~*value + 1) & low_bits(bits);
}

std::optional<uint32_t> parse_f32(std::string_view text) {
  if (number_kind(text) == NumberKind::None) return std::nullopt;
  return parse_float<float>(text);
}

std::optional<uint64_t> parse_f64(std::string_view text) {
  if (number_kind(text) == NumberKind::None) return std::nullopt;
  return parse_float<double>(text);
}

}  // namespace wali::loader::text
