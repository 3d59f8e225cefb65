#pragma once

#include <cstdint>

#include "engine/memory/memory_data.h"

namespace wali::jit {

/// Which of the instructions that not every processor has may be used. Code for more than the host
/// has can be listed but not run.
enum class CpuFeatures : uint8_t {
  Host,      // those that this processor has
  Baseline,  // none
  Full,      // all that the compiler knows
};

using memory::BoundsMode;

struct CompileOptions {
  bool positions = false;  // keep a Position site for every instruction, as listings need them
  CpuFeatures cpu = CpuFeatures::Host;
  BoundsMode bounds = BoundsMode::Guard;  // of memories with 32-bit addresses
};

}  // namespace wali::jit
