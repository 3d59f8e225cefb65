#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "wali/cli/commands.h"
#include "wali/cli/compile_choices.h"
#include "wali/cli/exit_codes.h"
#include "wali/cli/message.h"
#include "wali/cli/wast_runner.h"

namespace wali::cli {
namespace {

std::string how_it_ended(int status) {
  return WIFSIGNALED(status) ? fmt::format("death by {}", strsignal(WTERMSIG(status)))
                             : fmt::format("exit status {}", WEXITSTATUS(status));
}

// In a process of its own, so that what a script breaks is its own.
void run_apart(const std::string& path, const ScriptOptions& options, ScriptProgress& progress) {
  pid_t child = fork();
  if (child == 0) {
    run_script(path, options, progress);
    _exit(0);
  }
  int status = 0;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (child > 0 && status == 0) return;
  ++progress.failed;
  print("{}:{}: expected an outcome, got {}\n",
        path,
        progress.line,
        child > 0 ? how_it_ended(status) : strerror(errno));
}

int run_files(const std::vector<std::string>& files, const ScriptOptions& options) {
  size_t size = sizeof(ScriptProgress);
  void* shared = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) {
    complain("no memory: {}", strerror(errno));
    return kOwnFailure;
  }
  auto* progress = static_cast<ScriptProgress*>(shared);
  ScriptProgress total;
  for (const std::string& file : files) {
    *progress = {};
    if (files.size() == 1) {
      run_script(file, options, *progress);
    } else {
      run_apart(file, options, *progress);
      print("{}: {} passed, {} failed, {} skipped\n",
            file,
            progress->passed,
            progress->failed,
            progress->skipped);
    }
    total.passed += progress->passed;
    total.failed += progress->failed;
    total.skipped += progress->skipped;
    if (options.stops_early && total.failed != 0) break;
  }
  munmap(shared, size);
  print("{} passed, {} failed, {} skipped\n", total.passed, total.failed, total.skipped);
  return total.failed == 0 ? 0 : 1;
}

}  // namespace

int wast_command(std::span<char* const> words) {
  CLI::App app;
  app.set_help_flag();
  ScriptOptions options;
  std::vector<std::string> files;
  add_compile_options(app, options.store.compile, CodeUse::Run);
  std::vector<std::string> left_out;
  app.add_option("--without", left_out)
      ->delimiter(',')
      ->check(CLI::IsMember({"multi-memory", "multi-table", "memory64"}));
  app.add_flag("--verbose", options.is_verbose);
  app.add_flag("--fail-fast", options.stops_early);
  app.add_option("FILE", files)->required();
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    complain("{} (wali --help shows the usage)", error.what());
    return kOwnFailure;
  }
  auto has = [&](std::string_view proposal) {
    return std::ranges::find(left_out, proposal) == left_out.end();
  };
  options.proposals = {.multi_memory = has("multi-memory"),
                       .multi_table = has("multi-table"),
                       .memory64 = has("memory64")};
  return run_files(files, options);
}

}  // namespace wali::cli
