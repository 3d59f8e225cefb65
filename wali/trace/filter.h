#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "wali/trace/options.h"

namespace wali::sys {

/// What a trace shows that nobody has restricted.
TraceOptions default_trace_options();

/// Applies an expression of strace's option -e: `[trace=][!]VALUE,...`, `signal=...`, `status=...`
/// or `quiet=...`. Fails with a line for the user.
std::expected<void, std::string> apply_expression(TraceOptions& options,
                                                  std::string_view expression);

}  // namespace wali::sys
