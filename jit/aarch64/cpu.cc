#include "jit/aarch64/cpu.h"

#ifdef __aarch64__
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

namespace wali::jit::aarch64 {

Cpu Cpu::of(CpuFeatures features) {
  switch (features) {
    case CpuFeatures::Baseline:
      return {.atomics = false};
    case CpuFeatures::Full:
      return {.atomics = true};
    case CpuFeatures::Host:
      break;
  }
#ifdef __aarch64__
  return {.atomics = (getauxval(AT_HWCAP) & HWCAP_ATOMICS) != 0};
#else
  return {.atomics = true};
#endif
}

bool Cpu::includes(const Cpu& other) const {
  return atomics >= other.atomics;
}

}  // namespace wali::jit::aarch64
