#pragma once

#include "jit/instance_layout.h"

namespace wali::engine {

/// Enters the engine's side of every jit::Builtin.
void install_builtins(jit::InstanceData& instance);

}  // namespace wali::engine
