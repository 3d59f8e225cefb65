#pragma once

#include <string>

#include "wali/trace/options.h"
#include "wali/trace/session.h"

namespace CLI {
class App;
}

namespace wali::cli {

/// What is to be traced, and where to.
struct TraceChoices {
  bool is_on = false;
  sys::TraceOptions options;
  sys::TraceOutput output;
  /// The trace of which this process is part already.
  std::string log;
};

/// As `wali run --trace`: children are followed.
TraceChoices plain_trace();

/// Adds strace's options. What is wrong with their values goes to `problem`.
void add_trace_options(CLI::App& app, TraceChoices& choices, std::string& problem);

}  // namespace wali::cli
