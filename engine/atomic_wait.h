#pragma once

#include <cstdint>

/// memory.atomic.wait and notify (threads proposal): waiters of both widths queue at an address in
/// order of arrival.
namespace wali::engine {

enum class WaitResult : uint8_t { Woken = 0, NotEqual = 1, TimedOut = 2 };

/// Sleeps unless the value at `address` differs from `expected`; a negative timeout never ends.
WaitResult atomic_wait(const uint32_t* address, uint32_t expected, int64_t timeout_ns);
WaitResult atomic_wait(const uint64_t* address, uint64_t expected, int64_t timeout_ns);

/// Wakes at most `count` waiters, the oldest first, and returns how many.
uint32_t atomic_notify(const void* address, uint32_t count);

/// For a thread that leaves waits without ending them, by a jump out of a signal's handler: takes
/// those out of the queues that began below `stack_pointer`, by this thread.
void abandon_waits(const void* stack_pointer);

/// In the child of a fork, where the threads that waited do not exist.
void forget_waiters();

}  // namespace wali::engine
