#pragma once

#include "engine/thread.h"
#include "jit/instance_layout.h"
#include "jit/thunks.h"

namespace wali::engine {

/// InstanceData::unwind: cuts frames off the stack until one has a handler for the exception, and
/// goes on there. Host functions have frames of their own, so the search ends at the entry into
/// Wasm code that one of them made: `invoke` then answers "uncaught exception", and the host
/// function may pass it on. Entries that signals made for their handlers are left on the way.
[[noreturn]] void unwind(jit::InstanceData* instance,
                         jit::Exception* exception,
                         jit::NativeContext* context);

/// Throws where the innermost host call is, whose function is cut off with whatever it holds: for
/// an exception that has left the handler of a signal which came there. Without a host call, at the
/// edge of guest code, the innermost activation is left, for the code that a signal has interrupted
/// if it is a handler's. Allocates nothing but what the unwinder of the host's frames needs.
[[noreturn]] void throw_at_host_call(Thread& thread, jit::Exception* exception);

}  // namespace wali::engine
