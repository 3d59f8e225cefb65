#pragma once

#include "jit/side_tables.h"
#include "jit/thunks.h"

/// Throwing: how control leaves Wasm code for the engine's search for a handler, and what becomes
/// of the registers while frames are cut.
namespace wali::jit {

/// Where emitted code and host stubs throw, as if calling a builtin: takes the pinned instance and
/// the exception, and hands on to InstanceData::unwind with the context of the call. One file for
/// each ISA.
const void* raise_stub();

/// Turns the context of a call into that of the call which the frame around it belongs to.
void cut_frame(NativeContext& context, const FunctionCode& function);
void cut_frame(NativeContext& context, const Thunks::Frame& instance_switch);

}  // namespace wali::jit
