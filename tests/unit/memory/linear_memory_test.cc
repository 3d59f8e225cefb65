#include "engine/memory/linear_memory.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <thread>
#include <vector>

#include "engine/memory/guarded_access.h"
#include "tests/unit/memory/fixture.h"

using namespace wali::memory;
using namespace wali::memory::test;

TEST_CASE("linear memory: begins with its minimum, zeroed, in a sound reservation") {
  auto memory = make_memory(2, 10);
  CHECK(memory->page_count() == 2);
  CHECK(memory->data()->base == memory->base());
  CHECK(byte_at(*memory, GuestAddress{0}) == 0);
  CHECK(byte_at(*memory, GuestAddress{2 * kWasmPage - 1}) == 0);
  CHECK(byte_at(*memory, GuestAddress{2 * kWasmPage}) == -1);
  CHECK(memory->audit() == "");
}

TEST_CASE("linear memory: grows in place up to the maximum") {
  auto memory = make_memory(1, 4);
  std::byte* base = memory->base();
  CHECK(memory->grow(0).value() == 1);
  CHECK(memory->grow(2).value() == 1);
  CHECK(memory->base() == base);
  CHECK(memory->page_count() == 3);
  CHECK(byte_at(*memory, GuestAddress{3 * kWasmPage - 1}) == 0);
  CHECK(error_of(memory->grow(2)) == ENOMEM);
  CHECK(error_of(memory->grow(~uint64_t{0})) == ENOMEM);
  CHECK(memory->page_count() == 3);
  CHECK(memory->grow(1).value() == 3);
  CHECK(memory->audit() == "");
}

TEST_CASE("linear memory: may have no pages, or all that 32 bits can address") {
  auto empty = make_memory(0, 0);
  CHECK(empty->byte_size() == 0);
  CHECK(error_of(empty->grow(1)) == ENOMEM);
  auto full = make_memory(65536, 65536);
  CHECK(full->byte_size() == uint64_t{1} << 32);
  CHECK(byte_at(*full, GuestAddress{0xffffffff}) == 0);
  CHECK(full->audit() == "");
}

TEST_CASE("linear memory: with explicit bounds it holds its maximum and a guard") {
  auto memory =
      LinearMemory::create({.min_pages = 1, .max_pages = 3, .bounds = BoundsMode::Explicit});
  REQUIRE(memory);
  CHECK((*memory)->reservation().size().before == 0);
  CHECK((*memory)->reservation().size().after == 3 * kWasmPage + kExplicitGuard);
  CHECK((*memory)->grow(2).value() == 1);
  CHECK(error_of((*memory)->grow(1)) == ENOMEM);
  CHECK(byte_at(**memory, GuestAddress{3 * kWasmPage - 1}) == 0);
  CHECK(byte_at(**memory, GuestAddress{3 * kWasmPage}) == -1);
  CHECK(byte_at(**memory, GuestAddress{3 * kWasmPage + kExplicitGuard - 1}) == -1);
  CHECK((*memory)->audit() == "");
}

TEST_CASE("linear memory: more than 4 GiB are possible with explicit bounds, but not endless") {
  constexpr uint64_t kPages = 70'000;
  auto memory = LinearMemory::create(
      {.min_pages = 0, .max_pages = ~uint64_t{0}, .bounds = BoundsMode::Explicit});
  REQUIRE(memory);
  CHECK((*memory)->grow(kPages).value() == 0);
  CHECK((*memory)->store(GuestAddress{(kPages - 1) * kWasmPage}, 7));
  CHECK(error_of((*memory)->grow(~uint64_t{0})) == ENOMEM);
  CHECK(error_of(LinearMemory::create({.min_pages = uint64_t{1} << 48,
                                       .max_pages = uint64_t{1} << 48,
                                       .bounds = BoundsMode::Explicit})) == ENOMEM);
}

TEST_CASE("linear memory: a limited address space is an error, not a crash" *
          needs(HostFeature::AddressSpaceLimit)) {
  int status = in_child([] {
    uint64_t pages_taken = 0;
    std::ifstream("/proc/self/statm") >> pages_taken;
    uint64_t bytes = pages_taken * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
    rlimit limit{bytes + (uint64_t{2} << 30), bytes + (uint64_t{2} << 30)};
    setrlimit(RLIMIT_AS, &limit);
    // What earlier memories left can still be had.
    std::vector<std::unique_ptr<LinearMemory>> held;
    auto guarded = LinearMemory::create({.min_pages = 1});
    for (; guarded && held.size() < 10; guarded = LinearMemory::create({.min_pages = 1})) {
      held.push_back(std::move(*guarded));
    }
    if (error_of(guarded) != ENOMEM) return 1;
    auto checked = LinearMemory::create({.min_pages = 1, .bounds = BoundsMode::Explicit});
    if (!checked || !(*checked)->grow(2000)) return 2;
    if (error_of((*checked)->grow(32768)) != ENOMEM) return 3;
    auto small =
        LinearMemory::create({.min_pages = 1, .max_pages = 16, .bounds = BoundsMode::Explicit});
    return small && (*small)->grow(15) ? 0 : 4;
  });
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  CHECK(WIFEXITED(status));  // the sanitizer's own shadow exceeds such a limit
#else
  CHECK(status == 0);
#endif
}

TEST_CASE("linear memory: copies check the whole range without wrapping") {
  auto memory = make_memory(1);
  char buffer[16] = "hello";
  CHECK(memory->copy_out(GuestAddress{100}, buffer, sizeof buffer));
  char back[16];
  CHECK(memory->copy_in(back, GuestAddress{100}, sizeof back));
  CHECK(std::memcmp(buffer, back, sizeof back) == 0);
  CHECK(memory->copy_in(back, GuestAddress{kWasmPage - 16}, 16));
  CHECK(error_of(memory->copy_in(back, GuestAddress{kWasmPage - 15}, 16)) == EFAULT);
  CHECK(error_of(memory->copy_in(back, GuestAddress{0xffffffff}, 16)) == EFAULT);
  CHECK(error_of(memory->copy_in(back, GuestAddress{~uint64_t{0}}, 16)) == EFAULT);
  CHECK(error_of(memory->copy_out(GuestAddress{0}, back, ~size_t{0})) == EFAULT);
  CHECK(memory->copy_out(GuestAddress{kWasmPage}, back, 0));
  CHECK(memory->store(GuestAddress{8}, uint32_t{0x12345678}));
  CHECK(memory->load<uint16_t>(GuestAddress{8}).value() == 0x5678);
  CHECK(memory->fill(GuestAddress{kWasmPage - 1}, 1, 1));
  CHECK(error_of(memory->fill(GuestAddress{kWasmPage - 1}, 1, 2)) == EFAULT);
}

TEST_CASE("linear memory: strings end at the terminator, the limit or an inaccessible page") {
  auto memory = make_memory(1);
  std::string long_text(1000, 'x');
  CHECK(memory->copy_out(GuestAddress{200}, long_text.c_str(), 1001));
  CHECK(memory->read_string(GuestAddress{200}, 4096).value() == long_text);
  CHECK(memory->read_string(GuestAddress{200}, 1001).value() == long_text);
  CHECK(error_of(memory->read_string(GuestAddress{200}, 1000)) == ENAMETOOLONG);
  CHECK(memory->read_string(GuestAddress{1200}, 10).value() == "");
  CHECK(memory->fill(GuestAddress{kWasmPage - 5}, 'y', 4));
  CHECK(memory->read_string(GuestAddress{kWasmPage - 5}, 4096).value() == "yyyy");
  CHECK(memory->fill(GuestAddress{kWasmPage - 1}, 'y', 1));
  CHECK(error_of(memory->read_string(GuestAddress{kWasmPage - 5}, 4096)) == EFAULT);
  CHECK(error_of(memory->read_string(GuestAddress{kWasmPage}, 4096)) == EFAULT);
}

TEST_CASE("linear memory: knows its addresses") {
  auto memory = make_memory(1);
  const Reservation& reservation = memory->reservation();
  CHECK(memory->contains(memory->base() + kWasmPage - 1));
  CHECK_FALSE(memory->contains(memory->base() + kWasmPage));
  CHECK(memory->contains_fault(memory->base() + kWasmPage));
  CHECK(memory->contains_fault(memory->base() - 1));
  CHECK(is_in_reservation(reservation.begin()));
  CHECK(is_in_reservation(reservation.end() - 1));
  CHECK_FALSE(is_in_reservation(reservation.end()));
  CHECK_FALSE(is_in_reservation(reservation.begin() - 1));
  CHECK_FALSE(is_in_reservation(&reservation));
  CHECK(memory->to_guest(memory->base() + 5) == GuestAddress{5});
  CHECK(memory->kernel_buffer(GuestAddress{0xffffffff}, 0xffffffff));
  CHECK(error_of(memory->kernel_buffer(GuestAddress{0xffffffff}, uint64_t{1} << 33)) == EFAULT);
  const std::byte* old_begin = reservation.begin();
  memory.reset();
  CHECK_FALSE(is_in_reservation(old_begin));
}

TEST_CASE("linear memory: nothing is left of an earlier one at the same place") {
  std::byte* old_base;
  {
    auto memory = make_memory(2);
    old_base = memory->base();
    GuestAddress mapped = map(*memory, kPage);
    CHECK(memory->store(GuestAddress{kWasmPage}, 1));
    CHECK(memory->store(mapped, 2));
  }
  auto memory = make_memory(1);
  CHECK(memory->base() == old_base);
  CHECK(is_in_reservation(old_base));
  CHECK(memory->audit() == "");
  CHECK(error_of(memory->load<int>(GuestAddress{kWasmPage})) == EFAULT);
  CHECK(memory->grow(1));
  CHECK(memory->load<int>(GuestAddress{kWasmPage}) == 0);
}

TEST_CASE("linear memory: the audit notices holes, executable and foreign pages" *
          needs(HostFeature::ExactMaps)) {
  auto memory = make_memory(1);
  std::byte* unused = memory->base() + 100 * kWasmPage;
  munmap(unused, kPage);
  CHECK(memory->audit() == "[0x640000, 0x641000) from the base: hole\n");
  REQUIRE(Reservation::cover(unused, kPage));
  CHECK(memory->audit() == "");
  mmap(unused, kPage, kReadWrite, kAnonymous | MAP_FIXED, -1, 0);
  CHECK(memory->audit() == "[0x640000, 0x641000) from the base: not ours though free\n");
  REQUIRE(Reservation::cover(unused, kPage));
  mprotect(memory->base(), kPage, kReadWrite | PROT_EXEC);
  CHECK(memory->audit() == "[0, 0x1000) from the base: executable\n");
}

TEST_CASE("linear memory: a forked child's writes are its own") {
  auto memory = make_memory(1);
  GuestAddress mapped = map(*memory, kPage);
  CHECK(memory->store(GuestAddress{0}, 1));
  CHECK(memory->store(mapped, 2));
  memory->mappings().before_fork();
  pid_t pid = fork();
  if (pid == 0) {
    memory->mappings().after_fork_in_child();
    bool written = memory->store(GuestAddress{0}, 3) && memory->store(mapped, 4) &&
                   memory->grow(1) && memory->mappings().unmap(mapped, kPage) &&
                   memory->audit().empty();
    _exit(written ? 0 : 1);
  }
  memory->mappings().after_fork_in_parent();
  int status = -1;
  REQUIRE(waitpid(pid, &status, 0) == pid);
  CHECK(status == 0);
  CHECK(memory->load<int>(GuestAddress{0}).value() == 1);
  CHECK(memory->load<int>(mapped).value() == 2);
  CHECK(memory->page_count() == 2);
}

TEST_CASE("linear memory: a child has nothing where the parent keeps pages from it") {
  auto memory = make_memory(1);
  GuestAddress mapped = map(*memory, 3 * kPage);
  GuestMappings& mappings = memory->mappings();
  CHECK(memory->store(mapped, 1));
  CHECK(error_of(mappings.advise(mapped, 2 * kPage, MADV_DONTFORK)) == 0);
  CHECK(error_of(mappings.advise(mapped + kPage, kPage, MADV_DOFORK)) == 0);
  CHECK(error_of(mappings.advise(mapped + 2 * kPage, 2 * kPage, MADV_DONTFORK)) == ENOMEM);
  mappings.before_fork();
  pid_t pid = fork();
  if (pid == 0) {
    mappings.after_fork_in_child();
    bool right = !memory->load<int>(mapped) && memory->load<int>(mapped + kPage) &&
                 !memory->load<int>(mapped + 2 * kPage) && memory->audit().empty();
    _exit(right ? 0 : 1);
  }
  mappings.after_fork_in_parent();
  int status = -1;
  REQUIRE(waitpid(pid, &status, 0) == pid);
  CHECK(status == 0);
  CHECK(memory->load<int>(mapped).value() == 1);
}

TEST_CASE("linear memory: threads grow and map at once without overlap") {
  auto memory = make_memory(1);
  constexpr int kThreads = 4, kRounds = 200;
  std::atomic<int> failures = 0;
  auto work = [&](uint32_t id) {
    std::vector<GuestAddress> mine;
    for (int round = 0; round < kRounds; ++round) {
      if (round % 4 == 0) {
        auto old = memory->grow(1);
        if (!old || !memory->store(GuestAddress{*old * kWasmPage}, id)) ++failures;
        if (old) mine.push_back(GuestAddress{*old * kWasmPage});
      } else {
        auto at = memory->mappings().map({}, 2 * kPage, kReadWrite, kAnonymous, -1, 0);
        if (!at || !memory->store(*at, id)) ++failures;
        if (at) mine.push_back(*at);
      }
      if (round % 8 == 7) {
        if (!memory->mappings().unmap(mine.back(), 2 * kPage)) ++failures;
        mine.pop_back();
      }
    }
    for (GuestAddress at : mine) {
      if (memory->load<uint32_t>(at) != id) ++failures;
    }
  };
  std::vector<std::thread> threads;
  for (uint32_t id = 1; id <= kThreads; ++id) threads.emplace_back(work, id);
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(memory->audit() == "");
}
