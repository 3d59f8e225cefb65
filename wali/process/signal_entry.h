#pragma once

#include <signal.h>

#include <cstdint>

/// The way from the kernel to wali_handle_signal and back, in assembly, since between the last test
/// for a noted signal and the return no other one may slip in. One file for each ISA.
extern "C" {
/// The kernel's handler, never called from C++.
[[gnu::visibility("hidden")]] void wali_signal_entry();
[[gnu::visibility("hidden")]] void wali_signal_restorer();

/// True if what goes on is not host code: then signals noted meanwhile are handled, by
/// wali_handle_noted, until there are none. That is false if host code goes on after all.
[[gnu::visibility("hidden")]] bool wali_handle_signal(int signal, siginfo_t* info, void* ucontext);
[[gnu::visibility("hidden")]] bool wali_handle_noted(void* ucontext);

/// From the test to the return.
[[gnu::visibility("hidden")]] extern const char wali_signal_leave[];
[[gnu::visibility("hidden")]] extern const char wali_signal_leave_popped[];
[[gnu::visibility("hidden")]] extern const char wali_signal_leave_end[];
}

namespace wali::process {
/// What the entry puts on the stack until wali_signal_leave_popped, if that comes before the end.
constexpr uint64_t kSignalEntryFrame = 16;
}  // namespace wali::process
