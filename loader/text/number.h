#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Number literals of the text format (core spec, section 6.3): what is one, and its value. A
/// literal out of range has no value.
namespace wali::loader::text {

enum class NumberKind : uint8_t { None, Integer, Float };

/// What `text` is as a whole. `inf`, `nan` and `nan:0x...` are floats, `nan:canonical` is none.
NumberKind number_kind(std::string_view text);

/// A literal without sign, below 2^`bits`.
std::optional<uint64_t> parse_unsigned(std::string_view text, unsigned bits);

/// A literal between -2^(bits-1) and 2^bits, as the low `bits` bits of its two's complement.
std::optional<uint64_t> parse_integer(std::string_view text, unsigned bits);

/// The bits of an integer or float literal, rounded to nearest, ties to even. None if it rounds to
/// infinity or a NaN's payload does not fit.
std::optional<uint32_t> parse_f32(std::string_view text);
std::optional<uint64_t> parse_f64(std::string_view text);

}  // namespace wali::loader::text
