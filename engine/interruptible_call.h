#pragma once

#include <cstdint>

#include "jit/instance_layout.h"

extern "C" {
/// The thread whose guest code the calling host thread runs; null outside of any.
[[gnu::visibility(
    "hidden")]] extern constinit thread_local wali::jit::ThreadData* wali_current_thread;
[[gnu::visibility("hidden")]] int64_t wali_interruptible_call(
    long a, long b, long c, long d, long e, long f, long number);
}

namespace wali::engine {

/// A system call, answered with -errno, inside of which handlers of the guest's signals may run, as
/// they do natively: whatever the caller holds then must be safe from guest code, which may also
/// never come back. A signal that has been noted is handled before the call is made, and one that
/// comes later is the kernel's to answer, with EINTR or by beginning anew. So none is lost between
/// the test and the call.
inline int64_t interruptible_call(long number, long a, long b, long c, long d, long e, long f) {
  return wali_interruptible_call(a, b, c, d, e, f, number);
}

/// Whether `pc` lies in the call, where a handler may run at once. Async-signal-safe.
bool is_interruptible_call(const void* pc);
/// Whether `pc` is the end of the call, behind the instruction that enters the kernel.
bool is_end_of_call(const void* pc);

}  // namespace wali::engine
