#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "wali/caller.h"

namespace wali::sys {

/// The text of one traced call while it grows.
class TraceLine {
 public:
  explicit TraceLine(const Caller& caller) : caller_(caller) {}

  const Caller& caller() const { return caller_; }
  std::string& text() { return text_; }
  /// What the call returned; known only when output arguments are printed.
  int64_t result() const { return result_; }
  void set_result(int64_t result) { result_ = result; }

  template <typename... Arguments>
  void append(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }
  /// `bytes` as a C string literal.
  void append_quoted(std::string_view bytes);
  /// The first bytes of a buffer in linear memory, with `...` if there are more.
  void append_bytes(uint32_t address, uint64_t length);
  /// The string at `address`, at most PATH_MAX bytes of it.
  void append_string(uint32_t address);
  /// NULL or the address.
  void append_address(uint32_t address);

 private:
  const Caller& caller_;
  std::string text_;
  int64_t result_ = 0;
};

}  // namespace wali::sys
