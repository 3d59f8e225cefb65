#include "wali/thread_end.h"

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "tests/unit/wali/guest.h"
#include "wali/host_call.h"
#include "wali/struct_layout.h"

namespace wali::sys::test {
namespace {

constexpr int32_t kWordOffset = -8;  // from a list entry to its futex, as in the C library

/// A robust list in guest memory.
class RobustList {
 public:
  explicit RobustList(Guest& guest) : guest_(guest), head_(guest.place(GuestRobustList{})) {
    REQUIRE(guest.call("set_robust_list", head_, sizeof(GuestRobustList)) == 0);
    write({head_, kWordOffset, 0});
  }

  /// Adds a futex in front; its address.
  uint32_t add(uint32_t value) {
    uint32_t word = guest_.room(16);
    REQUIRE(guest_.caller().store(word, value));
    auto head = guest_.read<GuestRobustList>(head_);
    REQUIRE(guest_.caller().store(word - kWordOffset, head.first));
    head.first = word - kWordOffset;
    write(head);
    return word;
  }
  void set_pending(uint32_t word) {
    auto head = guest_.read<GuestRobustList>(head_);
    head.pending = word - kWordOffset;
    write(head);
  }
  void write(const GuestRobustList& head) { REQUIRE(guest_.caller().store(head_, head)); }
  uint32_t head() const { return head_; }

 private:
  Guest& guest_;
  uint32_t head_;
};

uint32_t own_id() {
  return static_cast<uint32_t>(host_call(SYS_gettid));
}

}  // namespace

TEST_CASE("thread end: robust futexes that the thread holds are marked, others are not") {
  Guest guest;
  RobustList list(guest);
  uint32_t held = list.add(own_id());
  uint32_t waited_for = list.add(own_id() | FUTEX_WAITERS);
  uint32_t foreign = list.add(own_id() + 1);
  uint32_t pending = guest.place(own_id());
  guest.room(16);
  list.set_pending(pending);
  mark_robust_futexes(guest.caller());
  CHECK(guest.read<uint32_t>(held) == FUTEX_OWNER_DIED);
  CHECK(guest.read<uint32_t>(waited_for) == (FUTEX_OWNER_DIED | FUTEX_WAITERS));
  CHECK(guest.read<uint32_t>(foreign) == own_id() + 1);
  CHECK(guest.read<uint32_t>(pending) == FUTEX_OWNER_DIED);
}

TEST_CASE("thread end: lists that lead nowhere or never end do no harm") {
  Guest guest;
  RobustList list(guest);
  uint32_t held = list.add(own_id());
  REQUIRE(guest.caller().store(held - kWordOffset, held - kWordOffset));
  mark_robust_futexes(guest.caller());
  CHECK(guest.read<uint32_t>(held) == FUTEX_OWNER_DIED);
  for (uint32_t first : {guest.bad_address(), 0u, 0xffffffffu}) {
    list.write({first, -8, guest.bad_address()});
    REQUIRE(guest.call("set_robust_list", list.head(), sizeof(GuestRobustList)) == 0);
    mark_robust_futexes(guest.caller());
  }
  REQUIRE(guest.call("set_robust_list", guest.bad_address(), sizeof(GuestRobustList)) == 0);
  mark_robust_futexes(guest.caller());
}

TEST_CASE("thread end: the clear-tid word becomes zero and its waiter wakes") {
  Guest guest;
  uint32_t word = guest.place(uint32_t{77});
  CHECK(guest.call("set_tid_address", word) == own_id());
  auto* host = static_cast<uint32_t*>(guest.caller().host_pointer(word));
  std::thread waiter([&] {
    while (__atomic_load_n(host, __ATOMIC_SEQ_CST) == 77) {
      host_call(SYS_futex, host, FUTEX_WAIT, 77, nullptr, nullptr, 0);
    }
  });
  release_futexes(guest.caller());
  waiter.join();
  CHECK(guest.read<uint32_t>(word) == 0);
  REQUIRE(guest.caller().store(word, uint32_t{5}));
  release_futexes(guest.caller());
  CHECK(guest.read<uint32_t>(word) == 5);
}

TEST_CASE("threads: get_robust_list answers what was set") {
  Guest guest;
  uint32_t list = guest.place(uint32_t{1}), size = guest.place(uint32_t{1});
  CHECK(guest.call("set_robust_list", 4096, 24) == 0);
  CHECK(guest.call("set_robust_list", 4096, 12) == -EINVAL);
  CHECK(guest.call("get_robust_list", 0, list, size) == 0);
  CHECK(guest.read<uint32_t>(list) == 4096);
  CHECK(guest.read<uint32_t>(size) == 24);
  CHECK(guest.call("get_robust_list", 0, guest.bad_address(), size) == -EFAULT);
  guest.caller().robust_list = 0;
}

TEST_CASE("threads: clone is fork or nothing") {
  Guest guest;
  uint32_t id = guest.place(int32_t{0});
  int64_t child = guest.call("clone", SIGCHLD | CLONE_PARENT_SETTID, 0, id, 0, 0);
  if (child == 0) _exit(6);
  REQUIRE(child > 0);
  CHECK(guest.read<int32_t>(id) == child);
  int status = 0;
  waitpid(static_cast<pid_t>(child), &status, 0);
  CHECK(WEXITSTATUS(status) == 6);
  CHECK(guest.call("clone", CLONE_VM | CLONE_THREAD | CLONE_SIGHAND, 0, 0, 0, 0) == -ENOSYS);
  CHECK(guest.call("clone", SIGCHLD, 4096, 0, 0, 0) == -ENOSYS);
  CHECK(guest.call("clone3", 0, 0) == -ENOSYS);
}

TEST_CASE("threads: spawning has the type of the ABI and takes others") {
  Guest guest;
  auto refused = static_cast<uint32_t>(-EAGAIN);  // this process has no engine
  CHECK(guest.call_import("__wasm_thread_spawn", type_of("ii", "i"), {1, 2}) == refused);
  CHECK(guest.call_import("__wasm_thread_spawn", type_of("ii", "l"), {1, 2}) ==
        static_cast<uint64_t>(int64_t{-EAGAIN}));
}

}  // namespace wali::sys::test
