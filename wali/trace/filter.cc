#include "wali/trace/filter.h"

#include <fmt/format.h>
#include <regex.h>

#include <algorithm>
#include <vector>

#include "wali/name_table.h"
#include "wali/trace/traced_calls.h"

namespace wali::sys {

namespace {

using Outcome = std::expected<void, std::string>;
using CallSet = decltype(TraceOptions::calls);

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> values;
  while (true) {
    size_t comma = list.find(',');
    values.push_back(list.substr(0, comma));
    if (comma == list.npos) return values;
    list.remove_prefix(comma + 1);
  }
}

template <typename Predicate>
bool select(CallSet& set, Predicate predicate) {
  bool found = false;
  for (const TracedCall& call : traced_calls()) {
    if (!predicate(call)) continue;
    set.set(call.index);
    found = true;
  }
  return found;
}

CallSet all_calls() {
  CallSet set;
  select(set, is_traced_by_default);
  set.set(kUnknownCall);
  return set;
}

Outcome select_matching(CallSet& set, std::string_view pattern) {
  regex_t compiled;
  std::string text(pattern);
  if (regcomp(&compiled, text.c_str(), REG_EXTENDED | REG_NOSUB) != 0)
    return std::unexpected(fmt::format("-e trace=/{}: not a regular expression", pattern));
  bool found = select(set, [&](const TracedCall& call) {
    return regexec(&compiled, std::string(call.target->name).c_str(), 0, nullptr, 0) == 0;
  });
  regfree(&compiled);
  if (!found) return std::unexpected(fmt::format("-e trace=/{}: matches no call", pattern));
  return {};
}

Outcome select_class(CallSet& set, std::string_view name) {
  // %%stat is whatever %stat, %lstat and %fstat are, and so on.
  if (name.starts_with('%')) {
    std::string_view base = name.substr(1);
    select(set, [&](const TracedCall& call) {
      return is_in_class(*call.target, base) ||
             is_in_class(*call.target, fmt::format("f{}", base)) ||
             is_in_class(*call.target, fmt::format("l{}", base));
    });
    name = base;
  }
  if (name == "net") name = "network";
  if (!is_class(name)) return std::unexpected(fmt::format("-e trace=%{}: no such class", name));
  select(set, [&](const TracedCall& call) { return is_in_class(*call.target, name); });
  return {};
}

Outcome select_value(CallSet& set, std::string_view value) {
  if (value == "all") {
    set |= all_calls();
    return {};
  }
  if (value == "none") return {};
  if (value.starts_with('/')) return select_matching(set, value.substr(1));
  if (value.starts_with('%')) return select_class(set, value.substr(1));
  bool is_optional = value.starts_with('?');
  if (is_optional) value.remove_prefix(1);
  const SyscallRow* row = find_syscall(value);
  std::string_view name = row != nullptr ? row->name : value;
  bool found = select(set, [&](const TracedCall& call) { return call.target->name == name; });
  if (found || is_optional) return {};
  if (is_class(value)) return select_class(set, value);
  return std::unexpected(fmt::format("-e trace={}: no such system call", value));
}

bool take_negation(std::string_view& list) {
  bool is_negated = list.starts_with('!');
  if (is_negated) list.remove_prefix(1);
  return is_negated;
}

Outcome apply_trace(TraceOptions& options, std::string_view list) {
  bool is_negated = take_negation(list);
  CallSet set;
  for (std::string_view value : split(list)) {
    if (auto selected = select_value(set, value); !selected) return selected;
  }
  options.calls = is_negated ? all_calls() & ~set : set;
  return {};
}

Outcome apply_signal(TraceOptions& options, std::string_view list) {
  bool is_negated = take_negation(list);
  uint64_t set = 0;
  for (std::string_view value : split(list)) {
    if (value == "none") continue;
    if (value == "all") {
      set = ~uint64_t{0};
      continue;
    }
    std::string name(value);
    std::ranges::transform(
        name, name.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
    if (!name.starts_with("SIG")) name = "SIG" + name;
    auto found = std::ranges::find(kSignalNames.values, name, &NamedValue::name);
    if (found == kSignalNames.values.end())
      return std::unexpected(fmt::format("-e signal={}: no such signal", value));
    set |= signal_bit(static_cast<int>(found->value));
  }
  options.signals = is_negated ? ~set : set;
  return {};
}

Outcome apply_status(TraceOptions& options, std::string_view list) {
  bool is_negated = take_negation(list);
  bool successful = false, failed = false;
  for (std::string_view value : split(list)) {
    if (value != "successful" && value != "failed" && value != "all" && value != "none")
      return std::unexpected(fmt::format("-e status={}: neither successful nor failed", value));
    successful |= value == "successful" || value == "all";
    failed |= value == "failed" || value == "all";
  }
  options.shows_successes = successful != is_negated;
  options.shows_failures = failed != is_negated;
  return {};
}

Outcome apply_quiet(TraceOptions& options, std::string_view list) {
  for (std::string_view value : split(list)) {
    if (value == "exit" || value == "exits" || value == "all") options.shows_exits = false;
  }
  return {};
}

Outcome apply_abbreviation(TraceOptions& options, std::string_view list) {
  if (list != "none" && list != "all")
    return std::unexpected(fmt::format("-e abbrev={}: only all and none", list));
  options.style.is_verbose = list == "none";
  return {};
}

struct Qualifier {
  std::string_view name;
  Outcome (*apply)(TraceOptions& options, std::string_view list);
};
constexpr Qualifier kQualifiers[] = {
    {"trace", apply_trace},
    {"t", apply_trace},
    {"signal", apply_signal},
    {"signals", apply_signal},
    {"s", apply_signal},
    {"status", apply_status},
    {"quiet", apply_quiet},
    {"q", apply_quiet},
    {"silent", apply_quiet},
    {"abbrev", apply_abbreviation},
    {"a", apply_abbreviation},
};

}  // namespace

TraceOptions default_trace_options() {
  TraceOptions options;
  options.calls = all_calls();
  return options;
}

Outcome apply_expression(TraceOptions& options, std::string_view expression) {
  size_t equals = expression.find('=');
  if (equals == expression.npos || expression.starts_with('/'))
    return apply_trace(options, expression);
  std::string_view name = expression.substr(0, equals);
  auto found = std::ranges::find(kQualifiers, name, &Qualifier::name);
  if (found == std::end(kQualifiers))
    return std::unexpected(
        fmt::format("-e {}: wali trace knows trace, signal, status, quiet and abbrev", expression));
  return found->apply(options, expression.substr(equals + 1));
}

}  // namespace wali::sys
