#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <vector>

#include "engine/type_registry.h"
#include "jit/compile.h"
#include "loader/decoder.h"

/// Times decoding, validating and compiling a module on one thread: prints the nanoseconds of each
/// round.
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
    auto begin = std::chrono::steady_clock::now();
    auto module = wali::loader::decode(std::move(bytes));
    std::vector<uint32_t> type_ids;
    for (const auto& type : (*module)->types) {
      type_ids.push_back(wali::engine::canonical_type_id(type));
    }
    auto code = wali::jit::compile_module(**module, type_ids, {});
    auto end = std::chrono::steady_clock::now();
    if (!code) {
      fmt::print(stderr, "{}\n", to_string(code.error()));
      return 1;
    }
    fmt::print("{}\n", std::chrono::nanoseconds(end - begin).count());
  }
  return 0;
}
