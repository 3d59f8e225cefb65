#pragma once

#include "jit/instance_layout.h"
#include "jit/thunks.h"

namespace wali::engine {

/// InstanceData::unwind: cuts frames off the stack until one has a handler for the exception, and
/// goes on there. Host functions have frames of their own, so the search ends at the innermost
/// entry into Wasm code: `invoke` then answers "uncaught exception", and the host function may pass
/// it on.
[[noreturn]] void unwind(jit::InstanceData* instance,
                         jit::Exception* exception,
                         jit::NativeContext* context);

}  // namespace wali::engine
