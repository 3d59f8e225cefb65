#include "wali/trace_line.h"

#include <algorithm>

namespace wali::sys {

namespace {
constexpr size_t kShownBytes = 32;
}

void TraceLine::append_quoted(std::string_view bytes) {
  text_ += '"';
  for (size_t i = 0; i < bytes.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(bytes[i]);
    switch (c) {
      case '\n':
        text_ += "\\n";
        break;
      case '\t':
        text_ += "\\t";
        break;
      case '\r':
        text_ += "\\r";
        break;
      case '\v':
        text_ += "\\v";
        break;
      case '\f':
        text_ += "\\f";
        break;
      case '"':
        text_ += "\\\"";
        break;
      case '\\':
        text_ += "\\\\";
        break;
      default: {
        if (c >= 0x20 && c < 0x7f) {
          text_ += static_cast<char>(c);
          break;
        }
        bool digit_follows = i + 1 < bytes.size() && bytes[i + 1] >= '0' && bytes[i + 1] <= '9';
        digit_follows ? append("\\{:03o}", c) : append("\\{:o}", c);
      }
    }
  }
  text_ += '"';
}

void TraceLine::append_bytes(uint32_t address, uint64_t length) {
  char shown[kShownBytes];
  size_t count = static_cast<size_t>(std::min<uint64_t>(length, kShownBytes));
  if (address == 0 || !caller_.copy_in(shown, address, count)) return append_address(address);
  append_quoted({shown, count});
  if (count < length) text_ += "...";
}

void TraceLine::append_string(uint32_t address) {
  auto text = caller_.load_string(address);
  text ? append_quoted(*text) : append_address(address);
}

void TraceLine::append_address(uint32_t address) {
  address == 0 ? append("NULL") : append("{:#x}", address);
}

}  // namespace wali::sys
