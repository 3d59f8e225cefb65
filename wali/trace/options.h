#pragma once

#include <sys/types.h>

#include <bitset>
#include <cstdint>

#include "wali/trace/style.h"

namespace wali::sys {

enum class SummaryUse : uint8_t { None, Only, Also };
enum class LineFormat : uint8_t { Strace, Json };
enum class SummaryOrder : uint8_t { Time, Calls, Errors, Name, None };

/// No table of calls has more rows.
constexpr size_t kMaxTracedCalls = 512;

/// What is traced and how. Plain data, as TraceStyle.
struct TraceOptions {
  TraceStyle style;
  std::bitset<kMaxTracedCalls> calls;  // by place in traced_calls()
  uint64_t signals = ~uint64_t{0};     // by signal_bit
  LineFormat format = LineFormat::Strace;
  SummaryUse summary = SummaryUse::None;
  SummaryOrder summary_order = SummaryOrder::Time;
  TimeStamp time_stamp = TimeStamp::None;
  uint16_t result_column = 40;
  bool follows_children = false;  // threads and processes that the traced ones start
  bool shows_duration = false;
  bool shows_successes = true;
  bool shows_failures = true;
  bool shows_exits = true;
  bool always_shows_process = false;  // in a file that may have lines of several
};

}  // namespace wali::sys
