#pragma once

#include <signal.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/thread.h"

namespace wali::engine {

/// Takes over SIGSEGV, SIGBUS, SIGFPE and SIGILL for the whole process: faults of guest code become
/// traps, faults of guarded copies are fixed up, everything else goes to the handlers that were
/// there before. Does nothing the second time.
void install_trap_handler();

/// What the handler does, for an embedder that has put a handler of its own in the place of ours.
void handle_fault_signal(int signal, siginfo_t* info, void* ucontext);

/// The fault of guest code that a signal tells of; no value if it is none. Async-signal-safe.
struct GuestFault {
  jit::TrapReason reason;
  std::optional<uint64_t> address;  // the guest's, of an access to memory
};
std::optional<GuestFault> find_guest_fault(const Thread& thread,
                                           int signal,
                                           const siginfo_t* info,
                                           const void* ucontext);

/// A guest's handler for the fault that its stack is exhausted runs on that stack, below the
/// function that found it so. The first call, with the context of that fault, takes the function's
/// frame back and makes the thread fault again; the second one, with the context of that, leads to
/// the function's beginning. Async-signal-safe.
void leave_exhausted_function(Thread& thread, void* ucontext);
void return_to_exhausted_function(const Thread& thread, void* ucontext);

/// Gives the calling host thread the alternate stack that the handler needs. Does nothing the
/// second time.
void prepare_host_thread();

/// The same for a thread that brings the stack with it, for as long as the thread lives.
void prepare_host_thread(std::span<std::byte> alternate_stack);

}  // namespace wali::engine
