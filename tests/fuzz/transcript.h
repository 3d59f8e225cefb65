#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "jit/compile_options.h"

namespace wali::fuzz {

/// How far a run has come, for whoever watches it from another process.
enum class Phase : uint32_t { Load, Run };

enum class Detail : uint8_t {
  /// No more than any interpreter can show: each export is called once, calls of imports come
  /// without their arguments, and nothing is said of memories and globals.
  Brief,
  /// What V8 shows too.
  Common,
  /// What another wali shows: vectors as well, and of traps the reason and the place.
  Full,
};

struct RunOptions {
  /// What imported functions answer in each integer result; 0 in each float result.
  uint64_t import_result = 0;
  Detail detail = Detail::Common;
  jit::BoundsMode bounds = jit::BoundsMode::Guard;
  jit::CpuFeatures cpu = jit::CpuFeatures::Host;
  /// Called as each phase begins, if set.
  std::function<void(Phase)> on_phase = {};
};

/// The contents of a file; empty if it cannot be read.
std::vector<std::byte> read_bytes(const std::string& path);

/// Loads a module, answers its function imports with stubs that only log, calls each exported
/// function a few times with fixed arguments, and returns one line for each thing that could be
/// seen from outside: calls of imports, results, traps, a hash of each exported memory, the
/// exported globals. run_module.mjs writes the same for V8. Where the module is refused, `refusal`
/// holds the reason.
std::string transcript_of(std::vector<std::byte> bytes,
                          const RunOptions& options,
                          std::string& refusal);

}  // namespace wali::fuzz
