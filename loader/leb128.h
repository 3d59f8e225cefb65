#pragma once

#include <cstdint>
#include <type_traits>

/// Checked LEB128 integers (core spec, section 5.2.2): at most ceil(bits / 7) bytes, padding
/// allowed up to that, and the bits of the last byte beyond the integer's width must be zero or
/// copies of the sign.
namespace wali::loader {

enum class LebStatus : uint8_t { Ok, End, TooLong, UnusedBits };

/// Reads an integer of `kBits` at `at`, which is advanced only on success.
template <typename T, unsigned kBits = sizeof(T) * 8>
LebStatus read_leb128(const uint8_t*& at, const uint8_t* end, T& value) {
  constexpr unsigned kMaxBytes = (kBits + 6) / 7;
  constexpr unsigned kLastBits = kBits - 7 * (kMaxBytes - 1);
  uint64_t bits = 0;
  const uint8_t* next = at;
  for (unsigned i = 0; i < kMaxBytes; ++i) {
    if (next == end) return LebStatus::End;
    uint8_t byte = *next++;
    bits |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if (i == kMaxBytes - 1) {
      if (byte >= 0x80) return LebStatus::TooLong;
      if constexpr (std::is_signed_v<T>) {
        int8_t rest = static_cast<int8_t>(byte << 1) >> kLastBits;
        if (rest != 0 && rest != -1) return LebStatus::UnusedBits;
      } else if ((byte >> kLastBits) != 0) {
        return LebStatus::UnusedBits;
      }
    }
    if (byte >= 0x80) continue;
    if constexpr (std::is_signed_v<T>) {
      unsigned shift = 7 * (i + 1);
      if (shift < 64 && (byte & 0x40) != 0) bits |= ~uint64_t{0} << shift;
    }
    value = static_cast<T>(bits);
    at = next;
    return LebStatus::Ok;
  }
  return LebStatus::TooLong;
}

}  // namespace wali::loader
