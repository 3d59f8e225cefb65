#include "engine/atomic_wait.h"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace wali::engine {

TEST_CASE("atomic wait: another value returns at once") {
  uint32_t narrow = 5;
  uint64_t wide = 5;
  CHECK(atomic_wait(&narrow, 6, -1) == WaitResult::NotEqual);
  CHECK(atomic_wait(&wide, 5 | uint64_t{1} << 40, -1) == WaitResult::NotEqual);
}

TEST_CASE("atomic wait: the timeout ends it") {
  uint64_t word = 5;
  auto begin = std::chrono::steady_clock::now();
  CHECK(atomic_wait(&word, 5, 2'000'000) == WaitResult::TimedOut);
  CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::milliseconds(2));
}

TEST_CASE("atomic notify: wakes as many waiters as asked, of either width") {
  alignas(8) uint64_t word = 1;
  CHECK(atomic_notify(&word, 10) == 0);
  WaitResult wide{};
  WaitResult narrow{};
  std::thread first([&] { wide = atomic_wait(&word, 1, -1); });
  std::thread second([&] { narrow = atomic_wait(reinterpret_cast<uint32_t*>(&word), 1, -1); });
  uint32_t woken = 0;
  while (woken < 2) {
    uint32_t now = atomic_notify(&word, 1);
    CHECK(now <= 1);
    woken += now;
    std::this_thread::yield();
  }
  first.join();
  second.join();
  CHECK(wide == WaitResult::Woken);
  CHECK(narrow == WaitResult::Woken);
  CHECK(atomic_notify(&word, 10) == 0);
}

}  // namespace wali::engine
