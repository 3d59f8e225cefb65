#pragma once

#include <cstdint>

/// The part of a signal's machine context that the trap handler needs; one source file for each
/// ISA.
namespace wali::engine {

struct MachineState {
  const void* pc;
  const void* sp;
  uint64_t guest_address;  // at a failed bounds check: of the access (x64: r11, aarch64: x16)
};

MachineState interrupted_state(const void* ucontext);
/// Makes the interrupted code go on elsewhere, keeping its stack pointer.
void set_interrupted_pc(void* ucontext, const void* pc);
void set_interrupted_sp(void* ucontext, const void* sp);

}  // namespace wali::engine
