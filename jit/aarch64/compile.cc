#include "jit/aarch64/cpu.h"
#include "jit/aarch64/macro_assembler.h"
#include "jit/module_emitter.inl"

namespace wali::jit::aarch64 {
namespace {

static_assert(jit::MacroAssembler<MacroAssembler>);

const char* missing_from_host() {
  return nullptr;
}

bool host_can_run(CpuFeatures features) {
  return Cpu::of(CpuFeatures::Host).includes(Cpu::of(features));
}

}  // namespace

constinit const Backend kBackend = {
    .emit = emit_module<MacroAssembler>,
    .missing_from_host = missing_from_host,
    .host_can_run = host_can_run,
};

}  // namespace wali::jit::aarch64
