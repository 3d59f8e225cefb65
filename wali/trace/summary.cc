#include "wali/trace/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "wali/trace/traced_calls.h"

namespace wali::sys {

namespace {

struct Row {
  std::string_view name;
  uint64_t calls, errors, nanoseconds;
};

std::vector<Row> rows_of(TraceLog& log) {
  std::vector<Row> rows;
  auto add = [&](std::string_view name, size_t index) {
    const CallCounter& counter = log.counter(index);
    if (counter.calls != 0)
      rows.push_back({name, counter.calls, counter.errors, counter.nanoseconds});
  };
  for (const TracedCall& call : traced_calls()) add(call.target->name, call.index);
  add("(unknown)", kUnknownCall);
  std::ranges::stable_sort(rows, [order = log.options().summary_order](const Row& a, const Row& b) {
    switch (order) {
      case SummaryOrder::Time:
        return a.nanoseconds > b.nanoseconds;
      case SummaryOrder::Calls:
        return a.calls > b.calls;
      case SummaryOrder::Errors:
        return a.errors > b.errors;
      case SummaryOrder::Name:
        return a.name < b.name;
      case SummaryOrder::None:
        break;
    }
    return false;
  });
  return rows;
}

std::string line(const Row& row, uint64_t all_nanoseconds) {
  double share = all_nanoseconds == 0 ? 0
                                      : 100.0 * static_cast<double>(row.nanoseconds) /
                                            static_cast<double>(all_nanoseconds);
  return fmt::format("{:6.2f} {:11.6f} {:11} {:9} {:>9} {}\n",
                     share,
                     static_cast<double>(row.nanoseconds) / 1e9,
                     row.calls == 0 ? 0 : row.nanoseconds / 1000 / row.calls,
                     row.calls,
                     row.errors == 0 ? "" : fmt::format("{}", row.errors),
                     row.name);
}

}  // namespace

std::string summary_text(TraceLog& log) {
  constexpr std::string_view kRule =
      "------ ----------- ----------- --------- --------- ----------------\n";
  std::string text = "% time     seconds  usecs/call     calls    errors syscall\n";
  text += kRule;
  Row total{"total", 0, 0, 0};
  std::vector<Row> rows = rows_of(log);
  for (const Row& row : rows) {
    total.calls += row.calls;
    total.errors += row.errors;
    total.nanoseconds += row.nanoseconds;
  }
  for (const Row& row : rows) text += line(row, total.nanoseconds);
  text += kRule;
  text += line(total, total.nanoseconds);
  return text;
}

}  // namespace wali::sys
