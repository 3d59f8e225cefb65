#pragma once

namespace wali::engine {

/// Takes over SIGSEGV, SIGBUS, SIGFPE and SIGILL for the whole process: faults of guest code become
/// traps, faults of guarded copies are fixed up, everything else goes to the handlers that were
/// there before. Does nothing the second time.
void install_trap_handler();

/// Gives the calling host thread the alternate stack that the handler needs. Does nothing the
/// second time.
void prepare_host_thread();

}  // namespace wali::engine
