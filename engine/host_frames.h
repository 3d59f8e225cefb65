#pragma once

#include <optional>

#include "engine/thread.h"
#include "jit/thunks.h"

namespace wali::engine {

/// The innermost host call as its stub was called, for a caller in the host function: the preserved
/// registers are wherever the functions between have saved them, which the compiler's unwind tables
/// know. No value if one of those functions has none. The unwinder takes the lock of the list of
/// loaded objects.
std::optional<jit::NativeContext> context_of_host_call(const Thread& thread);

}  // namespace wali::engine
