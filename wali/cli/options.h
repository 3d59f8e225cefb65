#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jit/compile_options.h"
#include "wali/cli/trace_choices.h"

namespace wali::cli {

/// What `wali [run]` was asked to do.
struct RunOptions {
  /// Changes of the environment, in order: NAME=VALUE sets, NAME alone takes the variable over from
  /// the environment of `wali` itself (after --clear-env), -NAME removes.
  struct EnvironmentChange {
    enum Kind : uint8_t { Set, Keep, Remove } kind;
    std::string name;
    std::string value;
  };
  std::vector<EnvironmentChange> environment;
  bool clear_environment = false;
  std::string directory;
  std::string argv0;
  std::string engine;
  std::string invoke;
  TraceChoices trace;
  bool is_hardened = false;
  std::string policy_file;
  std::optional<std::string> inherited_policy;  // the text of such a file
  jit::CompileOptions compile;
  bool show_help = false;
  bool show_version = false;
  std::string file;
  std::vector<std::string> arguments;  // after the file
};

enum class RunMode : uint8_t { Plain, Traced };

/// Reads the words after `wali` or `wali run`, or those after `wali trace`. Options end at the
/// module's name. Fails with a line for the user.
std::expected<RunOptions, std::string> parse_run_options(std::span<char* const> words,
                                                         RunMode mode = RunMode::Plain);

/// The text of --help.
std::string help_text();

}  // namespace wali::cli
