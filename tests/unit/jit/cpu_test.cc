#include "jit/aarch64/cpu.h"

#include <doctest/doctest.h>

#include "jit/compile.h"
#include "jit/x64/cpu.h"

namespace wali::jit {

TEST_CASE("cpu: one includes another if it has all of its extensions") {
  x64::Cpu baseline = x64::Cpu::of(CpuFeatures::Baseline);
  x64::Cpu full = x64::Cpu::of(CpuFeatures::Full);
  CHECK(full.includes(baseline));
  CHECK(full.includes(x64::Cpu::of(CpuFeatures::Host)));
  CHECK_FALSE(baseline.includes(full));
  for (bool x64::Cpu::* extension : {&x64::Cpu::popcnt,
                                     &x64::Cpu::lzcnt,
                                     &x64::Cpu::bmi1,
                                     &x64::Cpu::bmi2,
                                     &x64::Cpu::avx,
                                     &x64::Cpu::avx2,
                                     &x64::Cpu::fma}) {
    x64::Cpu lacking = full;
    lacking.*extension = false;
    CHECK_FALSE(lacking.includes(full));
    CHECK(lacking.includes(baseline));
  }
}

TEST_CASE("cpu: atomic instructions are all that AArch64's baseline lacks") {
  aarch64::Cpu baseline = aarch64::Cpu::of(CpuFeatures::Baseline);
  aarch64::Cpu full = aarch64::Cpu::of(CpuFeatures::Full);
  CHECK(full.includes(baseline));
  CHECK(full.includes(aarch64::Cpu::of(CpuFeatures::Host)));
  CHECK_FALSE(baseline.includes(full));
}

TEST_CASE("cpu: this one runs what is compiled for it") {
  CHECK(host_can_run(CpuFeatures::Host));
  CHECK(host_can_run(CpuFeatures::Baseline));
}

}  // namespace wali::jit
