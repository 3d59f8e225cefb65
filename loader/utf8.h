#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wali::loader {

/// Bytes of the UTF-8 sequence that `text`, not empty, begins with; 0 if it is malformed: an
/// overlong form, a surrogate, past U+10FFFF or cut short.
inline size_t utf8_sequence_size(std::string_view text) {
  auto byte = [&](size_t at) { return static_cast<uint8_t>(text[at]); };
  uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (size_t i = 2; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  return size;
}

inline bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    size_t size = utf8_sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace wali::loader
