#include "wali/name_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace wali::sys {

namespace {

void append_unknown(std::string& out, const NameTable& table, uint64_t value) {
  fmt::format_to(std::back_inserter(out), "{:#x}", value);
  if (!table.unknown.empty()) fmt::format_to(std::back_inserter(out), " /* {} */", table.unknown);
}

}  // namespace

void NameTable::append(std::string& out, uint64_t value) const {
  if (style == NameStyle::Choice) {
    auto named = std::ranges::find(values, value, &NamedValue::value);
    if (named == values.end()) return append_unknown(out, *this, static_cast<uint32_t>(value));
    out += named->name;
    return;
  }
  size_t start = out.size();
  auto separate = [&] {
    if (out.size() != start) out += '|';
  };
  uint64_t rest = value & ~choice_mask;
  if (choice_mask != 0) {
    uint64_t choice = value & choice_mask;
    auto chosen = std::ranges::find(values, choice, &NamedValue::value);
    if (chosen != values.end())
      out += chosen->name;
    else if (choice != 0)
      append_unknown(out, *this, choice);
  }
  for (const NamedValue& flag : values) {
    if (flag.value == 0 || (flag.value & choice_mask) == flag.value) continue;
    if ((rest & flag.value) != flag.value) continue;
    separate();
    out += flag.name;
    rest &= ~flag.value;
  }
  if (rest != 0 && out.size() == start) return append_unknown(out, *this, rest);
  if (rest != 0) {
    separate();
    fmt::format_to(std::back_inserter(out), "{:#x}", rest);
  } else if (out.size() == start) {
    auto zero = std::ranges::find(values, uint64_t{0}, &NamedValue::value);
    out += zero != values.end() ? zero->name : std::string_view("0");
  }
}

}  // namespace wali::sys
