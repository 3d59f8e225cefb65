#include "jit/x64/cpu.h"

#include <asmjit/core.h>

namespace wali::jit::x64 {
namespace {

const asmjit::CpuFeatures::X86& host() {
  return asmjit::CpuInfo::host().features().x86();
}

}  // namespace

Cpu Cpu::of(CpuFeatures features) {
  switch (features) {
    case CpuFeatures::Baseline:
      return {};
    case CpuFeatures::Full:
      return {true, true, true, true, true, true, true};
    case CpuFeatures::Host:
      break;
  }
  if (kHostIsa != Isa::X64) return {};
  return {.popcnt = host().hasPOPCNT(),
          .lzcnt = host().hasLZCNT(),
          .bmi1 = host().hasBMI(),
          .bmi2 = host().hasBMI2(),
          .avx = host().hasAVX(),
          .avx2 = host().hasAVX2(),
          .fma = host().hasFMA()};
}

bool Cpu::includes(const Cpu& other) const {
  return popcnt >= other.popcnt && lzcnt >= other.lzcnt && bmi1 >= other.bmi1 &&
         bmi2 >= other.bmi2 && avx >= other.avx && avx2 >= other.avx2 && fma >= other.fma;
}

bool host_has_baseline() {
  return kHostIsa == Isa::X64 && host().hasSSE4_1();
}

}  // namespace wali::jit::x64
