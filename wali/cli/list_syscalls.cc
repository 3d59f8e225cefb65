#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>

#include "wali/cli/commands.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/syscall_table.h"

namespace wali::cli {
namespace {

std::string number_text(int16_t number) {
  return number == sys::kNoNumber ? "-" : fmt::format("{}", number);
}

constexpr std::array kLevels{
    sys::Level::Full, sys::Level::Partial, sys::Level::Absent, sys::Level::Refused};

}  // namespace

// A table that Markdown understands, since docs/syscalls.md is this command's output.
int syscalls_command(std::span<char* const> words) {
  if (!words.empty()) {
    complain("usage: wali syscalls");
    return kOwnFailure;
  }
  fmt::memory_buffer text;
  auto out = std::back_inserter(text);
  constexpr auto kRow = "| {:<24} | {:<8} | {:>6} | {:>7} | {} | {} |\n";
  fmt::format_to(out, kRow, "name", "support", "x86-64", "aarch64", "arguments", "limits");
  fmt::format_to(out, kRow, "---", "---", "---:", "---:", "---", "---");
  std::array<size_t, kLevels.size()> counts{};
  for (const sys::SyscallRow& row : sys::syscalls()) {
    ++counts[static_cast<size_t>(row.support.level)];
    fmt::format_to(out,
                   kRow,
                   row.name,
                   sys::name_of(row.support.level),
                   number_text(row.x64_number),
                   number_text(row.aarch64_number),
                   sys::signature_of(row),
                   sys::note_of(row));
  }
  fmt::format_to(out, "\n{} calls:", sys::syscalls().size());
  const char* separator = "";
  for (sys::Level level : kLevels) {
    fmt::format_to(
        out, "{} {} {}", separator, counts[static_cast<size_t>(level)], sys::name_of(level));
    separator = ",";
  }
  fmt::format_to(out, "\n");
  write_all(STDOUT_FILENO, std::string_view(text.data(), text.size()));
  return 0;
}

}  // namespace wali::cli
