#include "wali/trace/traced_calls.h"

#include <algorithm>
#include <vector>

namespace wali::sys {

namespace {

struct CallClass {
  std::string_view name, calls;  // names separated by commas and spaces
};
constexpr CallClass kClasses[] = {
#define CLASS(name, ...) {#name, #__VA_ARGS__},
#define RESULT(...)
#include "wali/trace/trace_classes.def"
#undef RESULT
#undef CLASS
};

struct ResultRow {
  ResultStyle style;
  std::string_view calls;
};
constexpr ResultRow kResults[] = {
#define CLASS(...)
#define RESULT(style, ...) {ResultStyle::style, #__VA_ARGS__},
#include "wali/trace/trace_classes.def"
#undef RESULT
#undef CLASS
};

bool contains(std::string_view names, std::string_view name) {
  size_t at = names.find(name);
  while (at != names.npos) {
    size_t end = at + name.size();
    bool begins = at == 0 || names[at - 1] == ' ' || names[at - 1] == ',';
    if (begins && (end == names.size() || names[end] == ',')) return true;
    at = names.find(name, at + 1);
  }
  return false;
}

ResultStyle result_of(std::string_view name) {
  for (const ResultRow& row : kResults) {
    if (contains(row.calls, name)) return row.style;
  }
  return ResultStyle::Number;
}

}  // namespace

std::span<const TracedCall> traced_calls() {
  static const std::vector<TracedCall> calls = [] {
    std::vector<TracedCall> all;
    auto add = [&](const Callable& call) {
      auto returns = Returns::Always;
      for (const ArgumentInfo& argument : call.arguments)
        returns = std::max(returns, argument.returns);
      all.push_back({&call, static_cast<uint16_t>(all.size()), result_of(call.name), returns});
    };
    for (const SyscallRow& row : syscalls()) add(row);
    for (const SyscallRow& row : syscall_variants()) add(row);
    for (const AuxiliaryRow& row : auxiliaries()) add(row);
    return all;
  }();
  return calls;
}

bool is_class(std::string_view name) {
  return name == "file" ||
         std::ranges::find(kClasses, name, &CallClass::name) != std::end(kClasses);
}

bool is_in_class(const Callable& call, std::string_view name) {
  auto names_one_of = [&](std::initializer_list<std::string_view> kinds) {
    return std::ranges::any_of(call.arguments, [&](const ArgumentInfo& argument) {
      return std::ranges::find(kinds, argument.name) != kinds.end();
    });
  };
  if (name == "file" && names_one_of({"path"})) return true;
  if (name == "desc" && names_one_of({"fd", "dirfd"})) return true;
  auto row = std::ranges::find(kClasses, name, &CallClass::name);
  return row != std::end(kClasses) && contains(row->calls, call.name);
}

std::span<const std::string_view> classified_calls() {
  static constexpr std::string_view kLists[] = {
#define CLASS(name, ...) #__VA_ARGS__,
#define RESULT(name, ...) #__VA_ARGS__,
#include "wali/trace/trace_classes.def"
#undef RESULT
#undef CLASS
  };
  return kLists;
}

bool is_traced_by_default(const TracedCall& call) {
  if (call.index < syscalls().size() + syscall_variants().size()) return true;
  return std::ranges::any_of(
      kClasses, [&](const CallClass& row) { return contains(row.calls, call.target->name); });
}

}  // namespace wali::sys
