#pragma once

#include <cstdint>

#include "engine/memory/memory_data.h"

namespace wali::jit {

enum class Isa : uint8_t { X64, Aarch64 };

#if defined(__x86_64__)
constexpr Isa kHostIsa = Isa::X64;
#elif defined(__aarch64__)
constexpr Isa kHostIsa = Isa::Aarch64;
#else
#error "no back end for this architecture"
#endif

/// Which of the instructions that not every processor has may be used. Code for more than the host
/// has can be listed but not run.
enum class CpuFeatures : uint8_t {
  Host,      // those that this processor has
  Baseline,  // none
  Full,      // all that the compiler knows
};

/// Where code tests a word that never says anything, as engines do that ask for signals. Nothing
/// here needs it: it is for measuring what that costs.
enum class PollMode : uint8_t { None, Loop, Func, All };

using memory::BoundsMode;

struct CompileOptions {
  Isa isa = kHostIsa;      // code for another one can be listed but not run
  bool positions = false;  // keep a Position site for every instruction, as listings need them
  CpuFeatures cpu = CpuFeatures::Host;
  BoundsMode bounds = BoundsMode::Guard;  // of memories with 32-bit addresses
  PollMode polls = PollMode::None;
};

}  // namespace wali::jit
