#pragma once

#include "jit/instance_layout.h"
#include "jit/thunks.h"

namespace wali::engine {

/// What guest code calls for a builtin: enters the C++ function as host stubs enter host functions,
/// so that signals which come meanwhile are not lost.
jit::BuiltinFunction builtin_entry(jit::Builtin builtin);

/// As Thunks::position_of. Async-signal-safe.
jit::Thunks::Position position_in_builtin_entry(const void* pc);

}  // namespace wali::engine
