#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <string_view>

#include "engine/instantiate.h"
#include "engine/invoke.h"
#include "engine/linker.h"
#include "engine/store.h"
#include "engine/value.h"
#include "loader/decoder.h"

/// Times the export `run` of a module: prints its checksum, the nanoseconds of one warm call, and
/// where the module's code begins and ends.
namespace {

using wali::engine::Value;

uint32_t call(wali::engine::Store& store, wali::engine::Instance& instance, uint32_t n) {
  Value argument = Value::i32(n);
  auto results = wali::engine::invoke(store, *instance.find_function("run"), {&argument, 1});
  if (!results) {
    fmt::print(stderr, "{}", wali::engine::describe(results.error()));
    std::exit(1);
  }
  return results->front().as_i32();
}

}  // namespace

int main(int argc, char** argv) {
  bool is_explicit = argc == 4 && std::string_view(argv[3]) == "explicit";
  if (argc != 3 && !is_explicit) {
    fmt::print(stderr, "usage: kernel_bench FILE N [explicit]\n");
    return 2;
  }
  using wali::jit::BoundsMode;
  auto module = wali::loader::load_file(argv[1]);
  auto store = wali::engine::Store::create(
      {.compile = {.bounds = is_explicit ? BoundsMode::Explicit : BoundsMode::Guard}});
  if (!module || !store) {
    fmt::print(stderr, "{}\n", to_string(module ? store.error() : module.error()));
    return 1;
  }
  auto instance = wali::engine::instantiate(**store, *module, {});
  if (!instance || (*instance)->find_function("run") == nullptr) {
    fmt::print(stderr, "{}: no instance with an export `run`\n", argv[1]);
    return 1;
  }
  auto n = static_cast<uint32_t>(std::strtoul(argv[2], nullptr, 10));
  call(**store, **instance, n / 16 + 1);
  auto begin = std::chrono::steady_clock::now();
  uint32_t checksum = call(**store, **instance, n);
  auto end = std::chrono::steady_clock::now();
  auto code = (*store)->code_of(*module);
  fmt::print("{} {} {} {}\n",
             checksum,
             std::chrono::nanoseconds(end - begin).count(),
             fmt::ptr((*code)->code().begin()),
             fmt::ptr((*code)->code().begin() + (*code)->code().size()));
  return 0;
}
