#pragma once

#include "wali/caller.h"

/// What Linux does with a thread's futexes when it ends: get_robust_list(2), set_tid_address(2).
/// The kernel cannot do it for a guest's thread. It knows neither the layout of the guest's list
/// nor where that may point, and its own slots belong to the host's thread library.
namespace wali::sys {

/// Marks each robust futex that the thread still holds with FUTEX_OWNER_DIED and wakes a waiter.
void mark_robust_futexes(Caller& caller);

/// The same, then stores zero at the address given to set_tid_address and wakes who waits there.
void release_futexes(Caller& caller);

}  // namespace wali::sys
