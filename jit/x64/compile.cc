#include "jit/module_emitter.inl"
#include "jit/x64/cpu.h"
#include "jit/x64/macro_assembler.h"

namespace wali::jit::x64 {
namespace {

static_assert(jit::MacroAssembler<MacroAssembler>);

const char* missing_from_host() {
  return host_has_baseline() ? nullptr : "SSE4.1";
}

bool host_can_run(CpuFeatures features) {
  return host_has_baseline() && Cpu::of(CpuFeatures::Host).includes(Cpu::of(features));
}

}  // namespace

constinit const Backend kBackend = {
    .emit = emit_module<MacroAssembler>,
    .missing_from_host = missing_from_host,
    .host_can_run = host_can_run,
};

}  // namespace wali::jit::x64
