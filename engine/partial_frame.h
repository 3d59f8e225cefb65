#pragma once

#include <cstddef>

#include "jit/side_tables.h"
#include "jit/thunks.h"

namespace wali::engine {

/// Whether a function that was interrupted at `context` has not taken its whole frame yet, or given
/// part of it back: known from the instructions at its beginning and around that place. Then the
/// context becomes that of its caller, as after the return. `link` is the register of a return
/// address, where there is one. Async-signal-safe.
bool leave_partial_frame(jit::NativeContext& context,
                         uint64_t link,
                         const std::byte* code,
                         const jit::FunctionCode& function);

}  // namespace wali::engine
