#include "jit/aarch64/cpu.h"

#ifdef __aarch64__
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

namespace wali::jit::aarch64 {

Cpu Cpu::of(CpuFeatures features) {
  switch (features) {
    case CpuFeatures::Baseline:
      return {.atomics = false, .dot_product = false};
    case CpuFeatures::Full:
      return {.atomics = true, .dot_product = true};
    case CpuFeatures::Host:
      break;
  }
#ifdef __aarch64__
  unsigned long has = getauxval(AT_HWCAP);
  return {.atomics = (has & HWCAP_ATOMICS) != 0, .dot_product = (has & HWCAP_ASIMDDP) != 0};
#else
  return {.atomics = true, .dot_product = true};
#endif
}

bool Cpu::includes(const Cpu& other) const {
  return atomics >= other.atomics && dot_product >= other.dot_product;
}

}  // namespace wali::jit::aarch64
