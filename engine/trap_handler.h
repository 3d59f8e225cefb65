#pragma once

#include <cstddef>
#include <span>

namespace wali::engine {

/// Takes over SIGSEGV, SIGBUS, SIGFPE and SIGILL for the whole process: faults of guest code become
/// traps, faults of guarded copies are fixed up, everything else goes to the handlers that were
/// there before. Does nothing the second time.
void install_trap_handler();

/// Gives the calling host thread the alternate stack that the handler needs. Does nothing the
/// second time.
void prepare_host_thread();

/// The same for a thread that brings the stack with it, for as long as the thread lives.
void prepare_host_thread(std::span<std::byte> alternate_stack);

}  // namespace wali::engine
