#pragma once

#include "engine/thread.h"

/// Where in a guest's thread a signal may run guest code. In Wasm code it may at once, at any
/// instruction, and so it may inside an interruptible system call. Elsewhere in host code it may
/// not: locks may be held and structures half changed. There the signal is noted in
/// ThreadData::interrupted, which every way back into Wasm code tests. The last instructions of
/// such a way, after the test, are undone or finished on behalf of the interrupted code, so that no
/// note waits unread while guest code runs.
namespace wali::engine {

enum class Place : uint8_t {
  Guest,     // in Wasm code, or as good as there: `exit_sp` is null
  HostCall,  // at an interruptible system call of a host function
  Host,
};

/// Takes the code that a signal has interrupted to a place of which it can be said which it is, by
/// changing its context. Async-signal-safe.
Place settle(const Thread& thread, void* ucontext);

/// The registers in the innermost frame of guest code that is whole.
struct InterruptedCode {
  jit::NativeContext context;
  bool pc_is_return_address;
};
/// Async-signal-safe. The place must be Guest.
InterruptedCode interrupted_code(const Thread& thread, const Interruption& interruption);

}  // namespace wali::engine
