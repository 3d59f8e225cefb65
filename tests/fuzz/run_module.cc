#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/fuzz/transcript.h"

/// Runs each module that LIST names (one a line) and prints its transcript between `module NAME`
/// and `end`. A module that takes longer than --seconds ends the program by SIGALRM.
/// --brief prints what any interpreter shows: each export called once, imports without arguments.
/// --full prints what another wali shows: vectors too, and the places of traps.
int main(int argc, char** argv) {
  constexpr std::string_view kSeconds = "--seconds=";
  wali::fuzz::RunOptions options;
  unsigned seconds = 20;
  int at = 1;
  for (; at < argc && argv[at][0] == '-'; ++at) {
    std::string_view option = argv[at];
    if (option == "--brief") {
      options.detail = wali::fuzz::Detail::Brief;
    } else if (option == "--full") {
      options.detail = wali::fuzz::Detail::Full;
    } else if (option == "--bounds=explicit") {
      options.bounds = wali::jit::BoundsMode::Explicit;
    } else if (option == "--cpu=baseline") {
      options.cpu = wali::jit::CpuFeatures::Baseline;
    } else if (option.starts_with(kSeconds)) {
      seconds = static_cast<unsigned>(std::atoi(argv[at] + kSeconds.size()));
    } else {
      break;
    }
  }
  if (at != argc - 1) {
    fmt::print(stderr,
               "usage: run_module [--brief | --full] [--bounds=explicit] [--cpu=baseline] "
               "[--seconds=N] LIST\n");
    return 2;
  }
  std::ifstream list(argv[at]);
  for (std::string path; std::getline(list, path);) {
    fmt::print("module {}\n", path);
    std::fflush(stdout);
    alarm(seconds);
    std::string refusal;
    std::string transcript =
        wali::fuzz::transcript_of(wali::fuzz::read_bytes(path), options, refusal);
    if (!refusal.empty()) fmt::print(stderr, "{}: {}\n", path, refusal);
    fmt::print("{}end\n", transcript);
    std::fflush(stdout);
  }
  return 0;
}
