#pragma once

#include "jit/thunks.h"

/// `--trace`: one line per call on the standard error that the process began with, in the manner of
/// strace(1).
namespace wali::sys {

/// Remembers where diagnostics go, at the first call: before guest code can change descriptors.
void start_tracing();

/// A HostCallback whose `data` is the Callable to call and to write about. Bound in place of its
/// entry.
jit::HostResult trace_call(void* data, jit::InstanceData* instance, uint64_t* values);

}  // namespace wali::sys
