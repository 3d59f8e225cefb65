#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>

#include "tests/unit/wali/guest.h"

namespace wali::sys::test {

constexpr uint64_t kGarbage = 0xdeadbeef'00000000;

TEST_CASE("binding: the published type goes straight to the entry") {
  auto binding = bind_syscall("SYS_read", type_of("iii"));
  REQUIRE(binding);
  CHECK((binding->callback == find_syscall("read")->entry));
}

TEST_CASE("binding: only the low half of an i64 counts where the ABI says i32") {
  Guest guest;
  CHECK(guest.call_import("SYS_getpgid", type_of("l"), {kGarbage}) ==
        static_cast<uint64_t>(getpgid(0)));
}

TEST_CASE("binding: an i32 is sign-extended where the ABI says a signed i64") {
  Guest guest;
  int fd = memfd_create("seek", MFD_CLOEXEC);
  REQUIRE(ftruncate(fd, 100) == 0);
  uint64_t back = static_cast<uint32_t>(-40);
  CHECK(guest.call_import(
            "SYS_lseek", type_of("iii"), {static_cast<uint64_t>(fd), back, SEEK_END}) == 60);
  close(fd);
}

TEST_CASE("binding: an i32 is zero-extended where the ABI says an unsigned i64") {
  Guest guest;
  pollfd fds[1] = {{-1, POLLIN, 0}};
  uint32_t at = guest.place(fds[0]);
  CHECK(guest.call_import("SYS_poll", type_of("iii"), {at, 1, 0}) == 0);
}

TEST_CASE("binding: missing operands read as 0 and surplus ones are dropped") {
  Guest guest;
  CHECK(guest.call_import("SYS_getpgid", type_of(""), {}) == static_cast<uint64_t>(getpgid(0)));
  CHECK(guest.call_import("SYS_getpid", type_of("iiillllll"), {1, 2, 3, 4, 5, 6, 7, 8, 9}) ==
        static_cast<uint64_t>(getpid()));
}

TEST_CASE("binding: results may be i64, i32 or none") {
  Guest guest;
  uint64_t bad = static_cast<uint64_t>(-1);
  CHECK(static_cast<int64_t>(guest.call_import("SYS_fsync", type_of("i", "l"), {bad})) == -EBADF);
  CHECK(guest.call_import("SYS_fsync", type_of("i", "i"), {bad}) == static_cast<uint32_t>(-EBADF));
  CHECK(guest.call_import("SYS_fsync", type_of("i", ""), {bad}) == bad);
}

TEST_CASE("binding: types that no call can have do not bind") {
  CHECK_FALSE(bind_import("SYS_read", type_of("iiR")));
  CHECK_FALSE(bind_import("SYS_read", type_of("iii", "d")));
  CHECK_FALSE(bind_import("SYS_read", type_of("iii", "ll")));
  CHECK(bind_import("SYS_read", type_of("iid")));
}

TEST_CASE("binding: unknown system calls answer ENOSYS, other unknown names do not bind") {
  Guest guest;
  CHECK(static_cast<int64_t>(guest.call_import("SYS_no_such_call", type_of("iil"), {1, 2, 3})) ==
        -ENOSYS);
  CHECK_FALSE(bind_import("no_such_function", type_of("i")));
  CHECK_FALSE(bind_import("setjmp", type_of("i", "i")));
}

TEST_CASE("binding: aliases stand for their calls") {
  CHECK(find_syscall("fstatat") == find_syscall("newfstatat"));
  CHECK(find_syscall("fadvise64") == find_syscall("fadvise"));
  CHECK(find_syscall("getdents") != find_syscall("getdents64"));
  REQUIRE(find_syscall("mmap2") != nullptr);
  CHECK(find_syscall("mmap2")->operands.size() == 6);
}

TEST_CASE("lifecycle: initialisation happens once") {
  Guest guest;
  CHECK(guest.call_import("__init", type_of("", "i"), {}) == 0);
  CHECK(guest.call_import("__init", type_of("", "i"), {}) == 1);
  CHECK(guest.call_import("__deinit", type_of("", ""), {7}) == 7);
  CHECK(guest.call_import("__deinit", type_of("", "i"), {}) == 1);
}

TEST_CASE("lifecycle: arguments are copied with their terminator") {
  Guest guest;
  uint32_t to = guest.room(64);
  CHECK(guest.call_import("__cl_get_argc", type_of("", "i"), {}) == 2);
  CHECK(guest.call_import("__cl_get_argv_len", type_of("i", "i"), {1}) == 6);
  CHECK(guest.call_import("__cl_copy_argv", type_of("ii", "i"), {to, 1}) == 0);
  CHECK(guest.bytes(to, 7) == std::string("second\0", 7));
  for (uint32_t bad : {2u, ~0u, 0x80000000u}) {
    CHECK(guest.call_import("__cl_get_argv_len", type_of("i", "i"), {bad}) == 0);
    CHECK(guest.call_import("__cl_copy_argv", type_of("ii", "i"), {to, bad}) != 0);
  }
  CHECK(guest.call_import("__cl_copy_argv", type_of("ii", "i"), {guest.bad_address(), 0}) != 0);
}

TEST_CASE("lifecycle: the environment can be read as a file and leaves no descriptor behind") {
  setenv("WALI_TEST_VARIABLE", "some value", 1);
  setenv("WALI_TEST_LINES", "one\ntwo", 1);
  Guest guest;
  uint32_t path = guest.room(1000);
  REQUIRE(guest.call_import("__get_init_envfile", type_of("ii", "i"), {path, 1000}) == 1);
  CHECK(guest.call_import("__get_init_envfile", type_of("ii", "i"), {path, 5}) == 0);
  std::string name = guest.bytes(path, 1000).c_str();
  CHECK(guest.call("access", path, R_OK) == 0);
  int64_t fd = guest.call("open", path, O_RDONLY, 0);
  REQUIRE(fd >= 0);
  CHECK(guest.call("access", path, R_OK) == -ENOENT);
  std::string text;
  uint32_t buffer = guest.room(4096);
  while (int64_t length = guest.call("read", fd, buffer, 4096)) {
    REQUIRE(length > 0);
    text += guest.bytes(buffer, static_cast<size_t>(length));
  }
  size_t lines_end = text.find('\0');
  REQUIRE(lines_end != std::string::npos);
  CHECK(text.find("WALI_TEST_VARIABLE=some value\n") < lines_end);
  CHECK(text.substr(lines_end) == std::string("\0WALI_TEST_LINES=one\ntwo\0", 25));
  CHECK(guest.call("close", fd) == 0);
}

TEST_CASE("lifecycle: an empty environment has no file") {
  char** saved = environ;
  Guest guest;
  uint32_t path = guest.room(1000);
  std::array<char*, 1> none{};
  for (char** empty : {static_cast<char**>(nullptr), none.data()}) {
    environ = empty;
    CHECK(guest.call_import("__get_init_envfile", type_of("ii", "i"), {path, 1000}) == 0);
  }
  environ = saved;
}

TEST_CASE("lifecycle: calls can be made by number") {
  Guest guest;
  CHECK(guest.call_import("__syscall_cp_asm", type_of("illlllll"), {0, 39, 0, 0, 0, 0, 0, 0}) ==
        static_cast<uint64_t>(getpid()));
  CHECK(static_cast<int64_t>(guest.call_import(
            "__syscall_cp_asm", type_of("illlllll"), {0, 9999, 0, 0, 0, 0, 0, 0})) == -ENOSYS);
}

TEST_CASE("lifecycle: there is no floating-point environment") {
  Guest guest;
  CHECK(guest.call_import("fegetround", type_of("", "i"), {5}) == 0);
  CHECK(guest.call_import("fesetround", type_of("i", "i"), {5}) == 0);
}

}  // namespace wali::sys::test
