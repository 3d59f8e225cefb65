#include "engine/atomic_wait.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <ctime>
#include <list>
#include <mutex>
#include <new>

#include "engine/interruptible_call.h"

// The kernel's futex compares 32 bits, and notify must wake waiters of either width in order. So
// each waiter sleeps on a word of its own, listed in a bucket whose lock also covers the
// comparison: no notify can fall between the two.

namespace wali::engine {
namespace {

/// On its thread's stack.
struct Waiter {
  const void* address;
  Waiter* outer;  // of the same thread, which a signal's handler has interrupted
  std::atomic<uint32_t> woken{0};
};

thread_local constinit Waiter* innermost = nullptr;

struct Bucket {
  std::mutex mutex;
  std::list<Waiter*> waiters;
};

using Buckets = std::array<Bucket, 64>;

Buckets& buckets() {
  static Buckets instance;
  return instance;
}

Bucket& bucket_of(const void* address) {
  Buckets& all = buckets();
  return all[(reinterpret_cast<uintptr_t>(address) >> 2) % all.size()];
}

timespec deadline_after(int64_t timeout_ns) {
  constexpr int64_t kSecond = 1'000'000'000;
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int64_t nanoseconds = now.tv_nsec + timeout_ns % kSecond;
  return {now.tv_sec + timeout_ns / kSecond + nanoseconds / kSecond, nanoseconds % kSecond};
}

// False if the deadline passed first.
bool sleep_until_woken(Waiter& waiter, const timespec* deadline) {
  while (waiter.woken == 0) {
    int64_t result = interruptible_call(SYS_futex,
                                        reinterpret_cast<long>(&waiter.woken),
                                        FUTEX_WAIT_BITSET_PRIVATE,
                                        0,
                                        reinterpret_cast<long>(deadline),
                                        0,
                                        static_cast<long>(FUTEX_BITSET_MATCH_ANY));
    if (result == -ETIMEDOUT) return false;
  }
  return true;
}

/// True if the innermost waiter, this one, has been woken.
bool leave(Waiter& waiter) {
  innermost = waiter.outer;
  Bucket& bucket = bucket_of(waiter.address);
  std::lock_guard lock(bucket.mutex);
  if (waiter.woken != 0) return true;
  bucket.waiters.remove(&waiter);
  return false;
}

template <typename T>
WaitResult wait(const T* address, T expected, int64_t timeout_ns) {
  timespec deadline = timeout_ns < 0 ? timespec{} : deadline_after(timeout_ns);
  Waiter waiter{address, innermost};
  {
    Bucket& bucket = bucket_of(address);
    std::lock_guard lock(bucket.mutex);
    if (__atomic_load_n(address, __ATOMIC_SEQ_CST) != expected) return WaitResult::NotEqual;
    bucket.waiters.push_back(&waiter);
    innermost = &waiter;
  }
  bool is_woken = sleep_until_woken(waiter, timeout_ns < 0 ? nullptr : &deadline);
  return leave(waiter) || is_woken ? WaitResult::Woken : WaitResult::TimedOut;
}

}  // namespace

WaitResult atomic_wait(const uint32_t* address, uint32_t expected, int64_t timeout_ns) {
  return wait(address, expected, timeout_ns);
}

WaitResult atomic_wait(const uint64_t* address, uint64_t expected, int64_t timeout_ns) {
  return wait(address, expected, timeout_ns);
}

uint32_t atomic_notify(const void* address, uint32_t count) {
  Bucket& bucket = bucket_of(address);
  std::lock_guard lock(bucket.mutex);
  uint32_t woken = 0;
  for (auto at = bucket.waiters.begin(); at != bucket.waiters.end() && woken < count;) {
    Waiter& waiter = **at;
    if (waiter.address != address) {
      ++at;
      continue;
    }
    at = bucket.waiters.erase(at);
    auto* word = &waiter.woken;
    waiter.woken = 1;
    // The waiter may be gone already; a wake-up of its old address disturbs no one who checks.
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    ++woken;
  }
  return woken;
}

void abandon_waits(const void* stack_pointer) {
  while (innermost != nullptr && static_cast<const void*>(innermost) < stack_pointer) {
    leave(*innermost);
  }
}

// Another thread may have been changing a bucket at the moment of the fork, so they are made anew
// and what they held is not looked at.
void forget_waiters() {
  innermost = nullptr;
  for (Bucket& bucket : buckets()) new (&bucket) Bucket;
}

}  // namespace wali::engine
