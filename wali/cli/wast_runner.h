#pragma once

#include <cstdint>
#include <string>

#include "engine/store.h"
#include "loader/proposals.h"

namespace wali::cli {

struct ScriptOptions {
  engine::StoreOptions store;
  loader::Proposals proposals;
  bool is_verbose = false;   // also prints each command before it runs, and what spectest prints
  bool stops_early = false;  // at the first failure
};

/// How far a script has come. It may lie in memory that is shared with another process, which then
/// knows where this one died.
struct ScriptProgress {
  uint64_t passed = 0;
  uint64_t failed = 0;
  uint64_t skipped = 0;  // what needs a module that failed
  uint32_t line = 0;     // of the present command
};

/// Runs the script `path` in a store of its own. Prints a line for every command that fails,
/// "FILE:LINE: expected ..., got ...".
void run_script(const std::string& path, const ScriptOptions& options, ScriptProgress& progress);

}  // namespace wali::cli
