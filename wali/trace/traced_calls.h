#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "wali/syscall_table.h"

namespace wali::sys {

enum class ResultStyle : uint8_t { Number, Octal, Address, Descriptor, Signal };

/// A function that a trace may show.
struct TracedCall {
  const Callable* target;
  uint16_t index;
  ResultStyle result;
  Returns returns;
};

/// Every row of the tables, with its place among them as index: the same in all processes that run
/// this engine.
std::span<const TracedCall> traced_calls();

/// The place of calls that no table knows.
constexpr uint16_t kUnknownCall = 511;

/// Whether `name` is the class's, "process" or "file"; false too for a class that there is not.
bool is_class(std::string_view name);
bool is_in_class(const Callable& call, std::string_view name);
/// The lists of trace_classes.def: names separated by commas.
std::span<const std::string_view> classified_calls();
/// Shown unless a filter says otherwise: every system call, and what starts and ends processes and
/// threads in another way.
bool is_traced_by_default(const TracedCall& call);

}  // namespace wali::sys
