#include <fmt/format.h>
#include <time.h>

#include <cstdlib>
#include <vector>

#include "engine/type_registry.h"
#include "jit/compile.h"
#include "loader/decoder.h"

namespace {

int64_t cpu_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return int64_t{1'000'000'000} * now.tv_sec + now.tv_nsec;
}

}  // namespace

/// Times decoding, validating and compiling a module on one thread: prints the CPU
/// nanoseconds of each round, which others on the machine do not disturb.
int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: compile_bench FILE ROUNDS\n");
    return 2;
  }
  auto original = wali::loader::load_file(argv[1]);
  if (!original) {
    fmt::print(stderr, "{}\n", to_string(original.error()));
    return 1;
  }
  for (long round = std::strtol(argv[2], nullptr, 10); round > 0; --round) {
    std::vector<std::byte> bytes = (*original)->bytes;
    int64_t begin = cpu_nanoseconds();
    auto module = wali::loader::decode(std::move(bytes));
    auto code =
        wali::jit::compile_module(**module, *wali::engine::canonical_type_ids(**module), {});
    int64_t end = cpu_nanoseconds();
    if (!code) {
      fmt::print(stderr, "{}\n", to_string(code.error()));
      return 1;
    }
    fmt::print("{}\n", end - begin);
  }
  return 0;
}
