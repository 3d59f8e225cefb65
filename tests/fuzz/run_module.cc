#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "tests/fuzz/transcript.h"

/// Runs each module that LIST names (one a line) and prints its transcript between `module NAME`
/// and `end`. A module that takes longer than kSecondsPerModule ends the program by SIGALRM.
namespace {

constexpr unsigned kSecondsPerModule = 20;

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: run_module LIST\n");
    return 2;
  }
  std::ifstream list(argv[1]);
  for (std::string path; std::getline(list, path);) {
    fmt::print("module {}\n", path);
    std::fflush(stdout);
    alarm(kSecondsPerModule);
    std::string refusal;
    std::string transcript = wali::fuzz::transcript_of(wali::fuzz::read_bytes(path), {}, refusal);
    if (!refusal.empty()) fmt::print(stderr, "{}: {}\n", path, refusal);
    fmt::print("{}end\n", transcript);
    std::fflush(stdout);
  }
  return 0;
}
