#pragma once

#include "jit/compile_options.h"

namespace wali::jit::x64 {

/// Extensions beyond the baseline, which is x86-64 with SSE4.1.
struct Cpu {
  bool popcnt, lzcnt, bmi1, bmi2, avx, avx2, fma;

  /// The host's are none on a host of another architecture.
  static Cpu of(CpuFeatures features);
  bool includes(const Cpu& other) const;
};

/// Without it the host cannot run any code of this compiler.
bool host_has_baseline();

}  // namespace wali::jit::x64
