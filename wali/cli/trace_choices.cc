#include "wali/cli/trace_choices.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <string_view>

#include "wali/trace/filter.h"

namespace wali::cli {
namespace {

struct OrderName {
  std::string_view name;
  sys::SummaryOrder order;
};
constexpr std::array kOrders{OrderName{"time", sys::SummaryOrder::Time},
                             OrderName{"time-total", sys::SummaryOrder::Time},
                             OrderName{"total-time", sys::SummaryOrder::Time},
                             OrderName{"calls", sys::SummaryOrder::Calls},
                             OrderName{"count", sys::SummaryOrder::Calls},
                             OrderName{"errors", sys::SummaryOrder::Errors},
                             OrderName{"error", sys::SummaryOrder::Errors},
                             OrderName{"name", sys::SummaryOrder::Name},
                             OrderName{"syscall", sys::SummaryOrder::Name},
                             OrderName{"none", sys::SummaryOrder::None},
                             OrderName{"nothing", sys::SummaryOrder::None}};

}  // namespace

TraceChoices plain_trace() {
  TraceChoices choices;
  choices.is_on = true;
  choices.options = sys::default_trace_options();
  choices.options.follows_children = true;
  return choices;
}

void add_trace_options(CLI::App& app, TraceChoices& choices, std::string& problem) {
  choices.is_on = true;
  choices.options = sys::default_trace_options();
  sys::TraceOptions& options = choices.options;
  auto apply = [&](std::string_view expression) {
    auto applied = sys::apply_expression(options, expression);
    if (!applied && problem.empty()) problem = applied.error();
  };
  for (auto [names, qualifier] : {std::pair{"-e", ""},
                                  std::pair{"--trace", "trace="},
                                  std::pair{"--signal", "signal="},
                                  std::pair{"--status", "status="}}) {
    app.add_option_function<std::string>(
           names, [apply, qualifier](const std::string& value) { apply(qualifier + value); })
        ->trigger_on_parse();
  }
  app.add_option("-o,--output", choices.output.path);
  app.add_flag("-A,--output-append-mode", choices.output.appends);
  app.add_flag("-f,--follow-forks", options.follows_children);
  app.add_option("-s,--string-limit", options.style.string_limit)->check(CLI::Range(0u, 1u << 20));
  app.add_option("-a,--columns", options.result_column);
  app.add_flag("-T,--syscall-times", options.shows_duration);
  app.add_flag_callback("-v,--no-abbrev", [&] { options.style.is_verbose = true; });
  app.add_flag_callback("-c,--summary-only", [&] { options.summary = sys::SummaryUse::Only; });
  app.add_flag_callback("-C,--summary", [&] { options.summary = sys::SummaryUse::Also; });
  app.add_flag("-w,--summary-wall-clock");
  app.add_flag_callback("-z,--successful-only", [&] { options.shows_failures = false; });
  app.add_flag_callback("-Z,--failed-only", [&] { options.shows_successes = false; });
  app.add_flag_callback("-r,--relative-timestamps",
                        [&] { options.time_stamp = sys::TimeStamp::SinceLast; });
  app.add_flag_callback("--json", [&] { options.format = sys::LineFormat::Json; });
  app.add_flag_function("-y,--decode-fds", [&](int64_t) { options.style.shows_paths = true; });
  app.add_flag_function("-q,--quiet", [&](int64_t count) { options.shows_exits = count < 2; });
  app.add_flag_function("-x,--strings-in-hex", [&](int64_t count) {
    options.style.hex_strings = count > 1 ? sys::HexStrings::All : sys::HexStrings::NonPrintable;
  });
  app.add_flag_function("-t,--absolute-timestamps", [&](int64_t count) {
    constexpr std::array kStamps{
        sys::TimeStamp::Seconds, sys::TimeStamp::Microseconds, sys::TimeStamp::Epoch};
    options.time_stamp = kStamps[static_cast<size_t>(std::min<int64_t>(count, 3)) - 1];
  });
  app.add_option_function<std::string>("-S,--summary-sort-by", [&](const std::string& name) {
    auto found = std::ranges::find(kOrders, name, &OrderName::name);
    if (found != kOrders.end())
      options.summary_order = found->order;
    else if (problem.empty())
      problem = fmt::format("-S {}: not time, calls, errors, name or nothing", name);
  });
}

}  // namespace wali::cli
