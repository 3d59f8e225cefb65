#include "wali/trace/trace_line.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>

namespace wali::sys {

namespace {

struct Escape {
  char byte, letter;
};
constexpr Escape kEscapes[] = {
    {'\n', 'n'}, {'\t', 't'}, {'\r', 'r'}, {'\v', 'v'}, {'\f', 'f'}, {'"', '"'}, {'\\', '\\'}};

bool is_text(unsigned char c) {
  return (c >= 0x20 && c < 0x7f) || (c >= '\t' && c <= '\r');
}

}  // namespace

void TraceLine::append_quoted(std::string_view bytes) {
  bool in_hex = style_.hex_strings == HexStrings::All ||
                (style_.hex_strings == HexStrings::NonPrintable &&
                 !std::ranges::all_of(bytes, [](char c) { return is_text(c); }));
  text_ += '"';
  for (size_t i = 0; i < bytes.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(bytes[i]);
    if (in_hex) {
      append("\\x{:02x}", c);
      continue;
    }
    auto escape = std::ranges::find(kEscapes, bytes[i], &Escape::byte);
    if (escape != std::end(kEscapes)) {
      text_ += {'\\', escape->letter};
    } else if (c >= 0x20 && c < 0x7f) {
      text_ += static_cast<char>(c);
    } else {
      bool digit_follows = i + 1 < bytes.size() && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';
      digit_follows ? append("\\{:03o}", c) : append("\\{:o}", c);
    }
  }
  text_ += '"';
}

void TraceLine::append_bytes(uint32_t address, uint64_t length) {
  std::string shown(static_cast<size_t>(std::min<uint64_t>(length, style_.string_limit)), 0);
  if (address == 0 || !caller_.copy_in(shown.data(), address, shown.size())) {
    return append_address(address);
  }
  append_quoted(shown);
  if (shown.size() < length) text_ += "...";
}

void TraceLine::append_path(uint32_t address) {
  auto path = caller_.load_string(address);
  path ? append_quoted(*path) : append_address(address);
}

void TraceLine::append_string(uint32_t address) {
  auto whole = caller_.load_string(address, size_t{style_.string_limit} + 1);
  if (whole) return append_quoted(*whole);
  append_bytes(address, uint64_t{style_.string_limit} + 1);
}

void TraceLine::append_address(uint32_t address) {
  address == 0 ? append("NULL") : append("{:#x}", address);
}

void TraceLine::append_descriptor(int32_t fd) {
  fd == AT_FDCWD ? append("AT_FDCWD") : append("{}", fd);
  if (!style_.shows_paths) return;
  std::array<char, PATH_MAX> path;
  std::string link =
      fd == AT_FDCWD ? "/proc/thread-self/cwd" : fmt::format("/proc/thread-self/fd/{}", fd);
  ssize_t length = readlink(link.c_str(), path.data(), path.size());
  if (length <= 0) return;
  text_ += '<';
  for (char c : std::string_view(path.data(), static_cast<size_t>(length))) {
    c >= 0x20 && c < 0x7f && c != '<' && c != '>' ? append("{}", c)
                                                  : append("\\{:o}", static_cast<uint8_t>(c));
  }
  text_ += '>';
}

}  // namespace wali::sys
