#pragma once

#include <signal.h>
#include <sys/stat.h>

#include <memory>
#include <string>

#include "jit/thunks.h"
#include "wali/trace/log.h"
#include "wali/trace/traced_calls.h"

/// Tracing in the processes that are traced: each chosen call is bound to `trace_call` instead of
/// its entry, so that what is not traced costs nothing.
namespace wali::sys {

/// From now on calls are written to `log`. Once per process, by its only thread, before imports are
/// bound.
void install_tracer(std::unique_ptr<TraceLog> log);

/// Whether `file` is the memory through which lines reach the writer, not for guests to open.
bool is_trace_log(const struct stat& file);

/// Calls that are bound already are then made without being written.
void remove_tracer();

/// What to bind in place of a call's own entry; null for one that nobody wants to see.
const TracedCall* traced_call(const Callable& target);

/// A HostCallback whose `data` is the TracedCall to make and to write about.
jit::HostResult trace_call(void* data, jit::InstanceData* instance, uint64_t* values);

/// The calling thread is about to run the guest's handler for a signal.
void trace_signal(const siginfo_t& info);

/// Whether what the calling thread executes next is to be traced as well.
bool traces_this_thread();

}  // namespace wali::sys
