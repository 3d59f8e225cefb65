#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <string_view>

/// Lines on standard error, written at once and past any buffer: standard output belongs to the
/// guest.
namespace wali::cli {

inline void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(fd, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
}

template <typename... Arguments>
void complain(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  std::string line = "wali: " + fmt::format(format, std::forward<Arguments>(arguments)...) + "\n";
  write_all(STDERR_FILENO, line);
}

template <typename... Arguments>
void print(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  write_all(STDOUT_FILENO, fmt::format(format, std::forward<Arguments>(arguments)...));
}

}  // namespace wali::cli
