#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "engine/type_registry.h"
#include "wali/cli/commands.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/cli/module_file.h"
#include "wali/cli/options.h"
#include "wali/cli/policy_choice.h"
#include "wali/cli/values.h"
#include "wali/process/guest_process.h"

namespace wali::cli {
namespace {

void apply_environment(const RunOptions& options) {
  using Change = RunOptions::EnvironmentChange;
  std::vector<Change> changes = options.environment;
  for (Change& change : changes) {
    if (change.kind != Change::Keep) continue;
    const char* value = getenv(change.name.c_str());
    change = value != nullptr ? Change{Change::Set, change.name, value}
                              : Change{Change::Remove, change.name, {}};
  }
  if (options.clear_environment) clearenv();
  for (const Change& change : changes) {
    if (change.kind == Change::Set) setenv(change.name.c_str(), change.value.c_str(), 1);
    if (change.kind == Change::Remove) unsetenv(change.name.c_str());
  }
}

/// Empty if the file has none.
std::string absolute_path(const std::string& file) {
  char* resolved = realpath(file.c_str(), nullptr);
  std::string path = resolved != nullptr ? resolved : "";
  free(resolved);
  return path;
}

std::string list_exported_functions(const loader::Module& module) {
  constexpr size_t kShown = 20;
  std::string names;
  size_t count = 0;
  for (const loader::Export& item : module.exports) {
    if (item.kind != loader::ExternalKind::Function) continue;
    if (count++ < kShown) names += (names.empty() ? "" : ", ") + item.name;
  }
  if (count == 0) return "it exports no function";
  if (count > kShown) names += fmt::format(" and {} more", count - kShown);
  return "it exports " + names;
}

/// A function and the values to call it with.
struct Entry {
  uint32_t function;
  std::vector<engine::Value> arguments;
};

// Null if the words on the command line do not fit; a line says why.
std::optional<Entry> find_entry(const RunOptions& options, const loader::Module& module) {
  const std::string name = options.invoke.empty() ? "_start" : options.invoke;
  const loader::Export* found = module.find_export(name);
  if (found == nullptr || found->kind != loader::ExternalKind::Function) {
    if (options.invoke.empty()) {
      complain(
          "{}: no _start to run; {} (see --invoke)", options.file, list_exported_functions(module));
    } else {
      complain("{}: no function {}; {}", options.file, name, list_exported_functions(module));
    }
    return std::nullopt;
  }
  const loader::FunctionType& type = module.function_type(found->index);
  Entry entry{found->index, {}};
  if (options.invoke.empty()) {
    if (type.params.empty() && type.results.empty()) return entry;
    complain(
        "{}: _start must have the type () -> (), not {}", options.file, engine::to_string(type));
    return std::nullopt;
  }
  if (options.arguments.size() != type.params.size()) {
    complain("{}: {} takes {} arguments {}, not {}",
             options.file,
             name,
             type.params.size(),
             engine::to_string(type),
             options.arguments.size());
    return std::nullopt;
  }
  for (size_t i = 0; i < type.params.size(); ++i) {
    auto value = parse_value(type.params[i], options.arguments[i]);
    if (!value) {
      complain("{}: argument {} is \"{}\", expected {}",
               name,
               i + 1,
               options.arguments[i],
               value.error());
      return std::nullopt;
    }
    entry.arguments.push_back(*value);
  }
  return entry;
}

// A program run directly sees its own words; one that is invoked by export sees only its name.
std::vector<std::string> guest_arguments(const RunOptions& options) {
  std::vector<std::string> arguments{options.argv0.empty() ? options.file : options.argv0};
  if (options.invoke.empty()) {
    arguments.insert(arguments.end(), options.arguments.begin(), options.arguments.end());
  }
  return arguments;
}

// In a trace this process is from here on the traced one.
std::expected<void, std::string> trace_if_wanted(TraceChoices& trace) {
  if (!trace.log.empty()) {
    // The program runs on, as one does that strace may not follow any further.
    if (auto joined = sys::join_trace(trace.log); !joined) complain("{}", joined.error());
    return {};
  }
  if (!trace.is_on) return {};
  trace.options.always_shows_process = trace.options.follows_children && !trace.output.path.empty();
  return sys::start_trace(trace.options, trace.output);
}

int run_module(const RunOptions& options, DefineImports define_more) {
  auto module = open_module(options.file);
  if (!module) {
    complain("{}", module.error().message);
    return module.error().exit_code;
  }
  std::optional<Entry> entry = find_entry(options, **module);
  if (!entry) return options.invoke.empty() ? kCannotExecute : kOwnFailure;
  if (auto installed = install_policy(options); !installed) {
    complain("{}", installed.error());
    return kOwnFailure;
  }
  apply_environment(options);
  std::string module_path = absolute_path(options.file);
  if (!options.directory.empty() && chdir(options.directory.c_str()) != 0) {
    complain("--chdir {}: {}", options.directory, strerror(errno));
    return kOwnFailure;
  }
  auto process = process::GuestProcess::create(*module,
                                               {.arguments = guest_arguments(options),
                                                .module_path = std::move(module_path),
                                                .engine = options.engine,
                                                .define_more_imports = define_more,
                                                .store = {.compile = options.compile}});
  if (!process) {
    complain("{}", describe(options.file, process.error()));
    return exit_code_of(process.error().kind);
  }
  if ((*process)->bounds() != options.compile.bounds) {
    complain("no address space for guard regions: bounds are checked explicitly");
  }
  if (!(*process)->make_entries(entry->function)) {
    complain("{}: no memory for code", options.file);
    return kOwnFailure;
  }
  if (auto confined = confine(**process); !confined) {
    complain("{}", confined.error());
    return kOwnFailure;
  }
  if (auto initialized = (*process)->initialize(); !initialized)
    process::die_of(initialized.error());
  auto results =
      (*process)->call((*process)->instance().function(entry->function), entry->arguments);
  if (!results) process::die_of(results.error());
  for (const engine::Value& value : *results) print("{}\n", format_value(value));
  // A _start that returns has ended as exit(0) does. What the engine holds goes with the process.
  _exit(0);
}

int run(std::span<char* const> words, RunMode mode, DefineImports define_more = nullptr) {
  auto options = parse_run_options(words, mode);
  if (!options) {
    complain("{} (wali --help lists the options)", options.error());
    return kOwnFailure;
  }
  if (options->show_help) {
    print("{}", help_text());
    return 0;
  }
  if (options->show_version) {
    print("wali {}\n", WALI_VERSION);
    return 0;
  }
  if (options->file.empty()) {
    complain("no module to run (wali --help lists the options)");
    return kOwnFailure;
  }
  if (auto tracing = trace_if_wanted(options->trace); !tracing) {
    complain("{}", tracing.error());
    return kOwnFailure;
  }
  return run_module(*options, define_more);
}

}  // namespace

int run_command(std::span<char* const> words) {
  return run(words, RunMode::Plain);
}

int run_command_with(std::span<char* const> words, DefineImports define_more) {
  return run(words, RunMode::Plain, define_more);
}

int trace_command(std::span<char* const> words) {
  return run(words, RunMode::Traced);
}

}  // namespace wali::cli
