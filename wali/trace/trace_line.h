#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wali/caller.h"
#include "wali/name_table.h"
#include "wali/trace/style.h"

namespace wali::sys {

/// The text of one argument kind of a traced call while it grows.
class TraceLine {
 public:
  static constexpr std::string_view kSeparator = ", ";

  /// `operands` are those of the call.
  TraceLine(const Caller& caller, const TraceStyle& style, const uint64_t* operands)
      : caller_(caller), style_(style), operands_(operands), words_(operands) {}

  const Caller& caller() const { return caller_; }
  const TraceStyle& style() const { return style_; }
  std::string& text() { return text_; }
  /// The operand so far from the first one of the present kind, for kinds whose meaning depends on
  /// another argument.
  uint64_t word(int distance) const { return words_[distance]; }
  /// Which operand of the call the present kind's first one is.
  size_t place() const { return static_cast<size_t>(words_ - operands_); }
  void set_words(const uint64_t* words) { words_ = words; }
  /// What the call returned; known only when output arguments are printed.
  int64_t result() const { return result_; }
  bool has_failed() const { return result_ < 0 && result_ >= -4095; }
  void set_result(int64_t result) { result_ = result; }

  /// A kind that stands for several arguments of the C prototype separates them by this.
  void next_argument() {
    ends_.push_back(text_.size());
    text_ += kSeparator;
  }
  /// Where next_argument was called.
  std::span<const size_t> argument_ends() const { return ends_; }

  /// A word that `look_before` leaves for `print_after`.
  void remember(std::optional<uint32_t> word) { remembered_ = word; }
  std::optional<uint32_t> remembered() const { return remembered_; }

  /// What is shown instead of the plain result, if anything.
  std::string& result_text() { return result_text_; }
  /// Forgets the text, not what belongs to the result.
  void clear() {
    text_.clear();
    ends_.clear();
  }
  /// Something to say in parentheses after the result; empty if there is nothing.
  std::string& note() { return note_; }
  /// Separates parts of a note.
  std::string& next_note() {
    if (!note_.empty()) note_ += ", ";
    return note_;
  }

  template <typename... Arguments>
  void append(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
  }
  void append_name(const NameTable& names, uint64_t value) { names.append(text_, value); }
  /// `bytes` as a C string literal.
  void append_quoted(std::string_view bytes);
  /// The first bytes of a buffer in linear memory, with `...` if there are more.
  void append_bytes(uint32_t address, uint64_t length);
  /// The path at `address`, at most PATH_MAX bytes of it.
  void append_path(uint32_t address);
  /// As append_path, but cut as buffers are.
  void append_string(uint32_t address);
  /// NULL or the address.
  void append_address(uint32_t address);
  /// A descriptor, with its path if that is wanted.
  void append_descriptor(int32_t fd);

 private:
  const Caller& caller_;
  const TraceStyle& style_;
  const uint64_t* operands_;
  const uint64_t* words_;
  std::string text_;
  std::optional<uint32_t> remembered_;
  std::string result_text_;
  std::string note_;
  std::vector<size_t> ends_;
  int64_t result_ = 0;
};

}  // namespace wali::sys
