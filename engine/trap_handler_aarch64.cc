#include <ucontext.h>

#include "engine/machine_context.h"

namespace wali::engine {

MachineState interrupted_state(const void* ucontext) {
  auto& machine = static_cast<const ucontext_t*>(ucontext)->uc_mcontext;
  return {reinterpret_cast<const void*>(machine.pc),
          reinterpret_cast<const void*>(machine.sp),
          machine.regs[16]};
}

void set_interrupted_pc(void* ucontext, const void* pc) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.pc = reinterpret_cast<uint64_t>(pc);
}

void set_interrupted_sp(void* ucontext, const void* sp) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.sp = reinterpret_cast<uint64_t>(sp);
}

}  // namespace wali::engine
