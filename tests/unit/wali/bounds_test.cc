#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>

#include <array>

#include "tests/unit/wali/guest.h"

// With explicit bounds a memory ends close to the engine's own pages: no buffer may reach them.

namespace wali::sys::test {
namespace {

constexpr uint32_t kGrownEnd = 4 * 65536;   // of what Guest has
constexpr uint32_t kLargest = 256 * 65536;  // and may grow to
constexpr uint32_t kOutside[] = {kLargest, kLargest + 65536, 0x7fffffff, 0x80000000, 0xfffff000};

struct Files {
  explicit Files(Guest& guest)
      : zero(guest.call("open", guest.string("/dev/zero"), O_RDWR)),
        null(guest.call("open", guest.string("/dev/null"), O_RDWR)) {
    REQUIRE(zero >= 0);
    REQUIRE(null >= 0);
  }
  int64_t zero, null;
};

}  // namespace

TEST_CASE("explicit bounds: a buffer past the end is EFAULT, of any length") {
  Guest guest(memory::BoundsMode::Explicit);
  Files files(guest);
  for (uint32_t at : kOutside) {
    for (uint32_t length : {1u, 4096u, 0x100000u, 0x7fffffffu, 0xffffffffu}) {
      CAPTURE(at);
      CAPTURE(length);
      CHECK(guest.call("read", files.zero, at, length) == -EFAULT);
      CHECK(guest.call("getrandom", at, length, 0) == -EFAULT);
    }
    CHECK(guest.call("read", files.zero, at, 0) == 0);
    CHECK(guest.call("open", at, 0) == -EFAULT);
    CHECK(guest.call("uname", at) == -EFAULT);
    CHECK(guest.call("clock_gettime", 0, at) == -EFAULT);
    CHECK(guest.call("pipe2", at, 0) == -EFAULT);
    CHECK(guest.call("poll", at, 1, 0) == -EFAULT);
    CHECK(guest.call("sched_getaffinity", 0, 128, at) == -EFAULT);
    CHECK(guest.call("readv", files.zero, at, 1) == -EFAULT);
    CHECK(guest.call("execve", at, 0, 0) == -EFAULT);
  }
}

TEST_CASE("explicit bounds: a descriptor is judged before a buffer" *
          needs(HostFeature::FaultsInsideBuffers)) {
  Guest guest(memory::BoundsMode::Explicit);
  for (uint32_t at : kOutside) CHECK(guest.call("read", -1, at, 8) == -EBADF);
}

TEST_CASE("explicit bounds: a buffer that begins inside is filled as far as it is accessible" *
          needs(HostFeature::FaultsInsideBuffers)) {
  for (memory::BoundsMode bounds : {memory::BoundsMode::Guard, memory::BoundsMode::Explicit}) {
    Guest guest(bounds);
    Files files(guest);
    uint32_t at = kGrownEnd - 16;
    CHECK(guest.call("read", files.zero, at, 16) == 16);
    CHECK(guest.call("read", files.zero, at, 17) == 16);
    CHECK(guest.call("read", files.zero, at, 65536) == 16);
    CHECK(guest.call("uname", at) == -EFAULT);
  }
}

TEST_CASE("explicit bounds: vectors, messages and strings are checked piece by piece" *
          needs(HostFeature::FaultsInsideBuffers)) {
  Guest guest(memory::BoundsMode::Explicit);
  Files files(guest);
  uint32_t good = guest.room(16);
  uint32_t vectors = guest.place(std::array<uint32_t, 4>{good, 16, kLargest - 8, 0xffffff00});
  CHECK(guest.call("readv", files.zero, vectors, 2) == -EFAULT);
  CHECK(guest.call("readv", files.zero, vectors, 1) == 16);
  CHECK(guest.call("writev", files.null, vectors, 1) == 16);

  std::array<int32_t, 2> ends;
  uint32_t pair = guest.room(8);
  REQUIRE(guest.call("socketpair", 1, 2, 0, pair) == 0);
  ends = guest.read<std::array<int32_t, 2>>(pair);
  auto message = [&](int32_t count) {
    return guest.place(
        std::array<uint32_t, 7>{0, 0, vectors, static_cast<uint32_t>(count), 0, 0, 0});
  };
  CHECK(guest.call("sendmsg", ends[0], message(2), 0) == -EFAULT);
  CHECK(guest.call("sendmsg", ends[0], message(1), 0) == 16);

  uint32_t last = kGrownEnd - 4;
  REQUIRE(guest.caller().copy_out(last, "abcd", 4));
  CHECK(guest.call("open", last, 0) == -EFAULT);
  CHECK(guest.caller().load_string(last).error() == Errno(EFAULT));
  CHECK_FALSE(guest.caller().load_string(0xfffffff0));
  REQUIRE(guest.caller().copy_out(last, "/", 2));
  CHECK(guest.call("open", last, O_PATH) >= 0);
}

TEST_CASE("explicit bounds: mappings come from the memory's own room, up to its end") {
  Guest guest(memory::BoundsMode::Explicit);
  constexpr int kReadWrite = PROT_READ | PROT_WRITE, kAnonymous = MAP_PRIVATE | MAP_ANONYMOUS;
  int64_t at = guest.call("mmap", 0, 65536, kReadWrite, kAnonymous, -1, 0);
  REQUIRE(at > 0);
  CHECK(guest.caller().store(static_cast<uint32_t>(at), 5));
  int64_t moved = guest.call("mremap", at, 65536, 1 << 20, MREMAP_MAYMOVE, 0);
  REQUIRE(moved > 0);
  CHECK(guest.read<int>(static_cast<uint32_t>(moved)) == 5);
  CHECK(guest.call("mmap", 0, kLargest, kReadWrite, kAnonymous, -1, 0) == -ENOMEM);
  CHECK(guest.call("mmap", kLargest, 4096, kReadWrite, kAnonymous | MAP_FIXED, -1, 0) == -ENOMEM);
  CHECK(guest.call("mprotect", kLargest, 4096, kReadWrite) == -ENOMEM);
  CHECK(guest.call("munmap", kLargest, 4096) == -EINVAL);
  CHECK(guest.call("munmap", moved, 1 << 20) == 0);
  CHECK(guest.memory().audit() == "");
}

}  // namespace wali::sys::test
