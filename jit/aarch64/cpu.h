#pragma once

#include "jit/compile_options.h"

namespace wali::jit::aarch64 {

/// Extensions beyond the baseline, which is Armv8.0.
struct Cpu {
  bool atomics;  // FEAT_LSE: a read-modify-write is one instruction

  /// The host's are none on a host of another architecture.
  static Cpu of(CpuFeatures features);
  bool includes(const Cpu& other) const;
};

}  // namespace wali::jit::aarch64
