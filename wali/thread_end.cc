#include "wali/thread_end.h"

#include <linux/futex.h>

#include <utility>

#include "wali/host_call.h"
#include "wali/struct_layout.h"

namespace wali::sys {
namespace {

constexpr uint32_t kPriorityInheritance = 1;  // the lowest bit of an entry's address

void wake_one(Caller& caller, uint32_t word) {
  host_call(SYS_futex, caller.host_pointer(word), FUTEX_WAKE, 1, nullptr, nullptr, 0);
}

// `must_hold`: false for the lock that the thread was taking or releasing, whose word may be zero
// already while a waiter has not been woken.
void mark(Caller& caller, uint32_t word, bool is_pi, bool must_hold, uint32_t thread_id) {
  if (word % sizeof(uint32_t) != 0) return;
  auto value = caller.load<uint32_t>(word);
  if (!value) return;
  if (!must_hold && !is_pi && *value == 0) return wake_one(caller, word);
  uint32_t seen = *value;
  while ((seen & FUTEX_TID_MASK) == thread_id) {
    auto before =
        memory::guarded_compare_exchange(static_cast<uint32_t*>(caller.host_pointer(word)),
                                         seen,
                                         (seen & FUTEX_WAITERS) | FUTEX_OWNER_DIED);
    if (!before) return;
    if (*before == seen) {
      if (!is_pi && (seen & FUTEX_WAITERS) != 0) wake_one(caller, word);
      return;
    }
    seen = *before;
  }
}

}  // namespace

void mark_robust_futexes(Caller& caller) {
  uint32_t list = std::exchange(caller.robust_list, 0);
  if (list == 0) return;
  auto head = caller.load<GuestRobustList>(list);
  if (!head) return;
  auto thread_id = static_cast<uint32_t>(host_call(SYS_gettid));
  auto word_of = [&](uint32_t entry) {
    return (entry & ~kPriorityInheritance) + static_cast<uint32_t>(head->futex_offset);
  };
  uint32_t pending = head->pending;
  uint32_t entry = head->first;
  // As many as the kernel follows: a list may be a circle that does not pass by its head.
  for (int left = ROBUST_LIST_LIMIT; left > 0 && (entry & ~kPriorityInheritance) != list; --left) {
    auto next = caller.load<uint32_t>(entry & ~kPriorityInheritance);
    if (entry != pending) {
      mark(caller, word_of(entry), (entry & kPriorityInheritance) != 0, true, thread_id);
    }
    if (!next) return;
    entry = *next;
  }
  if (pending != 0) {
    mark(caller, word_of(pending), (pending & kPriorityInheritance) != 0, false, thread_id);
  }
}

void release_futexes(Caller& caller) {
  mark_robust_futexes(caller);
  uint32_t word = std::exchange(caller.clear_child_tid, 0);
  if (word == 0) return;
  // One call, since others may use the word for something else as soon as it is zero.
  void* host = caller.host_pointer(word);
  host_call(
      SYS_futex, host, FUTEX_WAKE_OP, 1, 0, host, FUTEX_OP(FUTEX_OP_SET, 0, FUTEX_OP_CMP_EQ, 0));
}

}  // namespace wali::sys
