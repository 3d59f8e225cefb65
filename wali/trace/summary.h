#pragma once

#include <string>

#include "wali/trace/log.h"

namespace wali::sys {

/// The table of strace -c: calls, errors and the time that passed in them.
std::string summary_text(TraceLog& log);

}  // namespace wali::sys
