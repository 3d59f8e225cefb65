#pragma once

#include "jit/compile_options.h"

namespace wali::jit::aarch64 {

/// Extensions beyond the baseline, which is Armv8.0.
struct Cpu {
  bool atomics;      // FEAT_LSE: a read-modify-write is one instruction
  bool dot_product;  // FEAT_DotProd: sums of four products of bytes

  /// A host of another architecture, where code is only read, stands for Armv8.4.
  static Cpu of(CpuFeatures features);
  bool includes(const Cpu& other) const;
};

}  // namespace wali::jit::aarch64
