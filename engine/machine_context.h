#pragma once

#include <signal.h>

#include <cstdint>
#include <span>

#include "jit/thunks.h"

/// The part of a signal's machine context that the trap handler needs; one source file for each
/// ISA.
namespace wali::engine {

struct MachineState {
  const void* pc;
  const void* sp;
  uint64_t guest_address;  // at a failed bounds check: of the access (x64: r11, aarch64: x16)
};

MachineState interrupted_state(const void* ucontext);
/// Number and result of the system call that the interrupted code, the end of
/// wali_interruptible_call, has just made.
struct FinishedCall {
  long number;
  int64_t result;
};
FinishedCall finished_call(const void* ucontext);
/// Makes the interrupted code go on elsewhere, keeping its stack pointer.
void set_interrupted_pc(void* ucontext, const void* pc);
void set_interrupted_sp(void* ucontext, const void* sp);

/// The registers that Wasm code preserves, and for `link` see engine/partial_frame.h.
jit::NativeContext interrupted_context(const void* ucontext, uint64_t& link);

/// DWARF's numbers of the registers in a jit::NativeContext.
struct RegisterNumbers {
  int instance;
  int memory_base;
  std::span<const int> preserved;
};
RegisterNumbers register_numbers();

/// Undoes what a function's first instructions did to the stack pointer; the frame keeps its return
/// address at `slot`.
void leave_new_frame(void* ucontext, const void* slot);
/// An instruction that faults as a trap does.
const void* faulting_instruction();

/// What the interrupted instruction, a return from a frame that has been given up, would do.
void do_return(void* ucontext);
/// What is left of jit::resume_context. The stack pointer may still be its own.
void do_resume(void* ucontext, jit::Resumption reached);

/// The alternate stack that the thread has when the interrupted code goes on.
stack_t& interrupted_alternate_stack(void* ucontext);

/// The signals that will be blocked when the interrupted code goes on, as the kernel has them.
uint64_t& interrupted_mask(void* ucontext);

}  // namespace wali::engine
