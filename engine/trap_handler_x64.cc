#include <ucontext.h>

#include "engine/machine_context.h"

namespace wali::engine {

MachineState interrupted_state(const void* ucontext) {
  auto& registers = static_cast<const ucontext_t*>(ucontext)->uc_mcontext.gregs;
  return {reinterpret_cast<const void*>(registers[REG_RIP]),
          reinterpret_cast<const void*>(registers[REG_RSP]),
          static_cast<uint64_t>(registers[REG_R11])};
}

void set_interrupted_pc(void* ucontext, const void* pc) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs[REG_RIP] = reinterpret_cast<greg_t>(pc);
}

void set_interrupted_sp(void* ucontext, const void* sp) {
  static_cast<ucontext_t*>(ucontext)->uc_mcontext.gregs[REG_RSP] = reinterpret_cast<greg_t>(sp);
}

}  // namespace wali::engine
