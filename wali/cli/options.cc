#include "wali/cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "wali/cli/compile_choices.h"

namespace wali::cli {
namespace {

using Change = RunOptions::EnvironmentChange;

std::expected<Change, std::string> parse_environment(const std::string& word) {
  size_t equals = word.find('=');
  std::string name = word.substr(0, equals);
  if (name.empty()) return std::unexpected(fmt::format("--env {}: a variable needs a name", word));
  if (equals == std::string::npos) return Change{Change::Keep, std::move(name), {}};
  return Change{Change::Set, std::move(name), word.substr(equals + 1)};
}

// -E NAME removes the variable, as strace's does.
void add_strace_environment(CLI::App& app, RunOptions& options) {
  app.add_option_function<std::string>(
         "-E",
         [&](const std::string& word) {
           size_t equals = word.find('=');
           bool removes = equals == word.npos;
           options.environment.push_back({removes ? Change::Remove : Change::Set,
                                          word.substr(0, equals),
                                          removes ? std::string() : word.substr(equals + 1)});
         })
      ->trigger_on_parse();
}

}  // namespace

std::expected<RunOptions, std::string> parse_run_options(std::span<char* const> words,
                                                         RunMode mode) {
  RunOptions options;
  CLI::App app;
  app.set_help_flag();
  app.prefix_command();
  app.allow_windows_style_options(false);
  std::string problem;
  app.add_option_function<std::string>("--env",
                                       [&](const std::string& word) {
                                         auto change = parse_environment(word);
                                         if (change) {
                                           options.environment.push_back(std::move(*change));
                                         } else if (problem.empty()) {
                                           problem = std::move(change.error());
                                         }
                                       })
      ->trigger_on_parse();
  app.add_option_function<std::string>("--unset",
                                       [&](const std::string& name) {
                                         options.environment.push_back({Change::Remove, name, {}});
                                       })
      ->trigger_on_parse();
  app.add_flag("--clear-env", options.clear_environment);
  app.add_option("--chdir", options.directory);
  app.add_option("--argv0", options.argv0);
  app.add_option("--engine", options.engine)->take_last();
  app.add_option("--invoke", options.invoke);
  if (mode == RunMode::Traced) {
    add_trace_options(app, options.trace, problem);
    add_strace_environment(app, options);
  } else {
    app.add_flag_callback("--trace", [&] { options.trace = plain_trace(); });
    app.add_option("--trace-log", options.trace.log);
  }
  app.add_flag("--hardened", options.is_hardened);
  app.add_option("--policy", options.policy_file);
  app.add_option("--inherited-policy", options.inherited_policy);
  add_compile_options(app, options.compile, CodeUse::Run);
  app.add_flag("-h,--help", options.show_help);
  app.add_flag("-V,--version", options.show_version);

  // CLI11 takes its words in reverse.
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return std::unexpected(error.what());
  }
  if (!problem.empty()) return std::unexpected(std::move(problem));
  if (options.compile.cpu == jit::CpuFeatures::Full) {
    return std::unexpected("--cpu full is for disasm: code that this processor cannot run");
  }

  std::vector<std::string> rest = app.remaining();
  bool is_quoted = !rest.empty() && rest.front() == "--";
  if (is_quoted) rest.erase(rest.begin());
  if (rest.empty()) return options;
  if (!is_quoted && rest.front().size() > 1 && rest.front().starts_with('-')) {
    return std::unexpected(fmt::format("unknown option {}", rest.front()));
  }
  options.file = std::move(rest.front());
  options.arguments.assign(std::make_move_iterator(rest.begin() + 1),
                           std::make_move_iterator(rest.end()));
  return options;
}

std::string help_text() {
  return R"(Runs Linux programs compiled to WebAssembly.

Usage:
  wali [run] [OPTIONS] FILE [ARGS...]      run a program; ARGS are its own
  wali [run] --invoke EXPORT FILE [ARGS]   call one exported function and print its results
  wali trace [STRACE-OPTIONS] FILE [ARGS]  run a program and write down its system calls
  wali disasm [--isa=ISA] FILE [FUNCTION]  show a module's code: Wasm beside machine code
  wali assemble FILE OUTPUT                write a module in the text format as a binary one
  wali syscalls                            list the system calls that programs may import
  wali validate FILE                       check a module and compile it, without running
  wali wast [OPTIONS] FILE...              run scripts of WebAssembly's test suite

FILE is a module in the binary format or in the text format (.wat).

Options of run, in front of FILE:
  --env NAME=VALUE   set an environment variable for the program
  --env NAME         pass NAME on from the environment, after --clear-env
  --unset NAME       remove an environment variable
  --clear-env        begin with an empty environment
  --chdir DIR        change the working directory first; FILE is found from the old one
  --argv0 NAME       let the program see NAME as its argv[0]
  --engine PATH      let PATH run the modules that the program executes, in place of this
                     very program: a script, say, that starts it under an emulator
  --hardened         for programs that are not trusted: no native programs, no settings of
                     the system, basic devices only, an engine that confines itself
  --policy FILE      hold the program to the rules in FILE (see docs/security.md)
  --trace            print every system call on standard error, as wali trace -f
  --cpu CPU          compile for CPU: host (this processor) or baseline (any with SSE4.1; on
                     AArch64 any of Armv8.0)
  --bounds MODE      how accesses past the end of memory are found: guard (the default, pages
                     that fault) or explicit (comparisons, for little address space)
  --sigpoll MODE     for measurements: the code tests a word at each loop, func or instruction (all),
                     as where signals are polled for; none (the default) is needed
  --invoke EXPORT    call EXPORT instead of _start
  -h, --help         this text
  -V, --version      the version

Options of trace, in front of FILE, are those of run and of strace:
  -e trace=SET       only these calls: names, !names, %file %desc %process %network %signal
                     %memory %ipc %clock %creds %stat..., /REGEX
  -e signal=SET      only these signals
  -e status=SET      only calls that were successful or failed (also -z, -Z)
  -f                 threads and child processes as well
  -o FILE, -A        write to FILE, or append to it, instead of standard error
  -s SIZE            how many bytes of a buffer are shown (32); -x, -xx in hexadecimal
  -t -tt -ttt -r -T  the time of day, to the microsecond, since 1970; since the last line; in the call
  -y                 the paths of descriptors
  -v                 structures and environments whole
  -c, -C             a table of calls, errors and time at the end: only that, or as well;
  -S ORDER           sorted by time, calls, errors, name or nothing
  -a COLUMN          where results stand (40)
  -q, -qq            less about the beginning and end of processes
  --json             an object for each call, one to a line

Options of disasm:
  --isa=ISA          x86-64 or aarch64, instead of this processor's; reading aarch64 takes objdump
                     (Debian: binutils-aarch64-linux-gnu)
  --cpu=CPU, --bounds=MODE, --sigpoll=MODE   as for run; CPU may be full

Options of wast:
  --cpu=CPU, --bounds=MODE, --sigpoll=MODE   as for disasm and run
  --fail-fast        stop at the first failure
  --verbose          print the place of each command, and what scripts print
  --without=LIST     leave out proposals: multi-memory, multi-table, memory64

CPU is host (what this processor has, the default), baseline (no instruction that a processor may
lack) or full (every one that the compiler knows; where this processor lacks some, only for listings).

Exit status: the program's own. If a trap ends the program, its reason and the Wasm frames go to
standard error and the process dies by the signal that a native program would get. Otherwise
  125  wali itself failed: bad options, a file that cannot be read, a malformed module
  126  the file is no WebAssembly, cannot be linked, or has nothing to run
  127  there is no such file
)";
}

}  // namespace wali::cli
