#pragma once

#include <expected>
#include <string>

#include "wali/trace/options.h"

namespace wali::sys {

struct TraceOutput {
  std::string path;  // empty for standard error
  bool appends = false;
};

/// Begins a trace: this process becomes its writer, and only a child of it, with every signal mask
/// and descriptor as before, returns. The writer ends when the child has ended, and in the same
/// way; where children are followed, when all of them have. Fails with a line for the user. There
/// must be one thread.
std::expected<void, std::string> start_trace(const TraceOptions& options,
                                             const TraceOutput& output);

/// Goes on with the trace of which a process was part before it executed this engine anew.
std::expected<void, std::string> join_trace(const std::string& log_path);

/// What join_trace needs in the program that the calling thread executes; empty if that is not to
/// be traced.
std::string trace_to_join();

}  // namespace wali::sys
