#include <dirent.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <set>

#include "tests/unit/wali/guest.h"

namespace wali::sys::test {

namespace {

constexpr int kReadWriteCreate = 0102;

struct OpenFile {
  OpenFile(Guest& guest, const std::string& path)
      : guest(guest), fd(guest.call("open", guest.string(path), kReadWriteCreate, 0644)) {
    REQUIRE(fd >= 0);
  }
  ~OpenFile() { guest.call("close", fd); }
  Guest& guest;
  int64_t fd;
};

}  // namespace

TEST_CASE("file: bytes written can be read back, at the offset and at others") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  uint32_t text = guest.string("hello, world");
  uint32_t out = guest.room(64);
  CHECK(guest.call("write", file.fd, text, 12) == 12);
  CHECK(guest.call("lseek", file.fd, -5, SEEK_CUR) == 7);
  CHECK(guest.call("read", file.fd, out, 64) == 5);
  CHECK(guest.bytes(out, 5) == "world");
  CHECK(guest.call("pread64", file.fd, out, 5, 0) == 5);
  CHECK(guest.bytes(out, 5) == "hello");
  CHECK(guest.call("pwrite64", file.fd, text, 1, 11) == 1);
  CHECK(guest.call("ftruncate", file.fd, 3) == 0);
  CHECK(guest.call("fsync", file.fd) == 0);
  CHECK(guest.call("fdatasync", file.fd) == 0);
  CHECK(guest.call("flock", file.fd, LOCK_EX | LOCK_NB) == 0);
  CHECK(guest.call("fallocate", file.fd, 0, 0, 10) == 0);
  CHECK(std::filesystem::file_size(directory / "file") == 10);
  CHECK(guest.call("truncate", guest.string(directory / "file"), 1) == 0);
  CHECK(std::filesystem::file_size(directory / "file") == 1);
}

TEST_CASE("file: buffers that cannot be accessed are EFAULT, in whole or in part as on Linux") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  CHECK(guest.call("write", file.fd, guest.bad_address(), 16) == -EFAULT);
  CHECK(guest.call("write", file.fd, 0, 16) == -EFAULT);
  CHECK(guest.call("write", file.fd, 1024, 5000) == 5000);
  CHECK(guest.call("pread64", file.fd, guest.bad_address(), 16, 0) == -EFAULT);
  CHECK(guest.call("pread64", file.fd, 0xffffffff, 0xffffffff, 0) == -EFAULT);
  uint32_t end = static_cast<uint32_t>(guest.memory().byte_size());
  CHECK(guest.call("pread64", file.fd, end, 16, 0) == -EFAULT);
  int64_t split = guest.call("pread64", file.fd, end - 8, 16, 0);
  CHECK((split == 8 || split == -EFAULT));
}

TEST_CASE("file: vectors are gathered and scattered") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  uint32_t text = guest.string("abcdefgh");
  std::array<GuestIovec, 3> vectors{{{text + 4, 4}, {0, 0}, {text, 4}}};
  uint32_t at = guest.place(vectors);
  CHECK(guest.call("writev", file.fd, at, 3) == 8);
  CHECK(guest.call("lseek", file.fd, 0, SEEK_SET) == 0);
  uint32_t out = guest.room(64);
  at = guest.place(std::array<GuestIovec, 2>{{{out, 3}, {out + 32, 20}}});
  CHECK(guest.call("readv", file.fd, at, 2) == 8);
  CHECK(guest.bytes(out, 3) == "efg");
  CHECK(guest.bytes(out + 32, 5) == "habcd");
  CHECK(guest.call("preadv", file.fd, at, 2, 4, 0) == 4);
  CHECK(guest.bytes(out, 3) == "abc");
  CHECK(guest.call("pwritev", file.fd, at, 1, 8, 0) == 3);
}

TEST_CASE("file: preadv2 scatters" * needs(HostFeature::Preadv2)) {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  CHECK(guest.call("write", file.fd, guest.string("0123abcdefg"), 11) == 11);
  uint32_t out = guest.room(64);
  uint32_t at = guest.place(std::array<GuestIovec, 2>{{{out, 3}, {out + 32, 20}}});
  CHECK(guest.call("preadv2", file.fd, at, 2, 0, 0, 0) == 11);
  CHECK(guest.bytes(out, 3) == "012");
  CHECK(guest.bytes(out + 32, 8) == "3abcdefg");
}

TEST_CASE("file: vector counts and addresses are checked") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  uint32_t at = guest.place(std::array<GuestIovec, 1>{{{1024, 4}}});
  for (const char* name : {"readv", "writev"}) {
    CHECK(guest.call(name, file.fd, at, -1) == -EINVAL);
    CHECK(guest.call(name, file.fd, at, 1025) == -EINVAL);
    CHECK(guest.call(name, file.fd, at, 0x7fffffff) == -EINVAL);
    CHECK(guest.call(name, file.fd, guest.bad_address(), 1) == -EFAULT);
    CHECK(guest.call(name, file.fd, 0, 1) == -EFAULT);
    CHECK(guest.call(name, file.fd, 0, 0) == 0);
  }
  uint32_t bad = guest.place(std::array<GuestIovec, 1>{{{guest.bad_address(), 4}}});
  CHECK(guest.call("writev", file.fd, bad, 1) == -EFAULT);
  std::vector<GuestIovec> many(1024, GuestIovec{1024, 1});
  uint32_t room = guest.room(8 * 1024);
  REQUIRE(guest.caller().copy_out(room, many.data(), 8 * 1024));
  CHECK(guest.call("writev", file.fd, room, 1024) == 1024);
}

TEST_CASE("file: status has the layout of x86-64") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  REQUIRE(guest.call("write", file.fd, 1024, 100) == 100);
  struct stat native;
  REQUIRE(stat((directory / "file").c_str(), &native) == 0);
  uint32_t path = guest.string(directory / "file");
  uint32_t out = guest.room(144);
  auto check = [&] {
    GuestStat seen = guest.read<GuestStat>(out);
    CHECK(seen.ino == native.st_ino);
    CHECK(seen.dev == native.st_dev);
    CHECK(seen.nlink == 1);
    CHECK(seen.mode == native.st_mode);
    CHECK(seen.size == 100);
    CHECK(seen.modification_time.tv_sec == native.st_mtim.tv_sec);
    CHECK(seen.modification_time.tv_nsec == native.st_mtim.tv_nsec);
    REQUIRE(guest.caller().store(out, GuestStat{}));
  };
  CHECK(guest.call("stat", path, out) == 0);
  check();
  CHECK(guest.call("lstat", path, out) == 0);
  check();
  CHECK(guest.call("fstat", file.fd, out) == 0);
  check();
  CHECK(guest.call("newfstatat", AT_FDCWD, path, out, 0) == 0);
  check();
  CHECK(guest.call("newfstatat", file.fd, guest.string(""), out, AT_EMPTY_PATH) == 0);
  check();
  CHECK(guest.call("stat", path, guest.bad_address()) == -EFAULT);
  CHECK(guest.call("stat", guest.bad_address(), out) == -EFAULT);
  CHECK(guest.call("fstat", file.fd, 0) == -EFAULT);
  uint32_t wide = guest.room(256);
  CHECK(guest.call("statx", AT_FDCWD, path, 0, 0x7ff, wide) == 0);
  CHECK(guest.read<uint64_t>(wide + 40) == 100);
  GuestStat copy{};
  copy_numbers(copy, native);
  CHECK(copy.rdev == native.st_rdev);
}

TEST_CASE("file: duplicates and pipes") {
  Guest guest;
  uint32_t ends = guest.room(8);
  REQUIRE(guest.call("pipe", ends) == 0);
  auto [reader, writer] = guest.read<Pair>(ends);
  CHECK(guest.call("dup2", writer, writer) == writer);
  CHECK(guest.call("dup2", 4000, 4000) == -EBADF);
  int64_t copy = guest.call("dup", writer);
  REQUIRE(copy >= 0);
  CHECK(guest.call("dup2", reader, copy) == copy);
  CHECK(guest.call("dup3", reader, reader, 0) == -EINVAL);
  uint32_t text = guest.string("x");
  CHECK(guest.call("write", writer, text, 1) == 1);
  CHECK(guest.call("read", copy, guest.room(8), 8) == 1);
  for (int64_t fd : {int64_t{reader}, int64_t{writer}, copy}) CHECK(guest.call("close", fd) == 0);
  CHECK(guest.call("close", copy) == -EBADF);
  REQUIRE(guest.call("pipe2", ends, 02004000) == 0);
  Pair both = guest.read<Pair>(ends);
  CHECK(fcntl(both[0], F_GETFD) == FD_CLOEXEC);
  CHECK(guest.call("read", both[0], text, 1) == -EAGAIN);
  for (int fd : both) close(fd);
  CHECK(guest.call("pipe", guest.bad_address()) == -EFAULT);
}

TEST_CASE("file: fcntl commands take the argument that belongs to them") {
  Guest guest;
  TemporaryDirectory directory;
  OpenFile file(guest, directory / "file");
  uint64_t garbage = 0xabcdef01'00000000;
  CHECK(guest.call("fcntl", file.fd, F_SETFD, garbage | FD_CLOEXEC) == 0);
  CHECK(guest.call("fcntl", file.fd, F_GETFD, garbage) == FD_CLOEXEC);
  CHECK(guest.call("fcntl", file.fd, F_SETFL, garbage | 02000) == 0);
  CHECK((guest.call("fcntl", file.fd, F_GETFL, 0) & 02002) == 02002);
  int64_t copy = guest.call("fcntl", file.fd, F_DUPFD_CLOEXEC, garbage | 200);
  CHECK(copy >= 200);
  CHECK(guest.call("close", copy) == 0);
  struct flock lock{};
  lock.l_type = F_WRLCK;
  uint32_t at = guest.place(lock);
  for (int command : {5, 6, 7, 36, 37, 38})
    CHECK(guest.call("fcntl", file.fd, command, garbage | at) == 0);
  CHECK(guest.call("fcntl", file.fd, 6, guest.bad_address()) == -EFAULT);
  CHECK(guest.call("fcntl", file.fd, 6, 0) == -EFAULT);
  CHECK(guest.call("fcntl", file.fd, 10, SIGSEGV) == -EINVAL);
  for (int command : {12, 13, 14, 18, 39, 1028, 1029, 1039, 1 << 20, -1}) {
    CAPTURE(command);
    CHECK(guest.call("fcntl", file.fd, command, at) == -EINVAL);
  }
}

TEST_CASE("file: ioctl passes what is known and refuses the rest") {
  Guest guest;
  uint32_t ends = guest.room(8);
  REQUIRE(guest.call("pipe", ends) == 0);
  auto [reader, writer] = guest.read<Pair>(ends);
  REQUIRE(guest.call("write", writer, 1024, 7) == 7);
  uint32_t count = guest.place(int32_t{-1});
  CHECK(guest.call("ioctl", reader, 0x541b, count) == 0);
  CHECK(guest.read<int32_t>(count) == 7);
  CHECK(guest.call("ioctl", reader, 0x541b, guest.bad_address()) == -EFAULT);
  CHECK(guest.call("ioctl", reader, 0x5451, 0) == 0);
  CHECK(fcntl(reader, F_GETFD) == FD_CLOEXEC);
  CHECK(guest.call("ioctl", reader, 0x5413, count) == -ENOTTY);
  for (uint32_t request : {0xae01u, 0x2285u, 0x89a0u, 0u, ~0u})
    CHECK(guest.call("ioctl", reader, request, 1024) == -ENOTTY);
  CHECK(guest.call("ioctl", -1, 0xae01, 0) == -EBADF);
  for (uint32_t rebuilt : {0x8912u, 0x8946u}) {
    // An emulator looks at the address first.
    for (int fd : {reader, -1}) {
      REQUIRE(ioctl(fd, rebuilt, nullptr) == -1);
      CHECK(guest.call("ioctl", fd, rebuilt, guest.bad_address()) == -errno);
    }
  }
  close(reader);
  close(writer);
  int64_t socket = guest.call("socket", 2, 2, 0);
  if (socket >= 0) {
    uint32_t list = guest.room(4096);
    uint32_t interfaces = guest.place(std::array<uint32_t, 2>{4096, list});
    CHECK(guest.call("ioctl", socket, 0x8912, interfaces) == 0);
    CHECK(guest.read<uint32_t>(interfaces) % 40 == 0);
    CHECK(guest.read<uint32_t>(interfaces + 4) == list);
    guest.call("close", socket);
  }
}

TEST_CASE("directory: names are made, moved and removed") {
  Guest guest;
  TemporaryDirectory directory;
  auto name = [&](const char* text) { return guest.string(directory / text); };
  CHECK(guest.call("mkdir", name("a"), 0755) == 0);
  CHECK(guest.call("mkdir", name("a"), 0755) == -EEXIST);
  CHECK(guest.call("creat", name("a/file"), 0644) >= 0);
  CHECK(guest.call("link", name("a/file"), name("a/second")) == 0);
  CHECK(guest.call("symlink", guest.string("second"), name("a/symbolic")) == 0);
  uint32_t out = guest.room(256);
  CHECK(guest.call("readlink", name("a/symbolic"), out, 256) == 6);
  CHECK(guest.bytes(out, 6) == "second");
  CHECK(guest.call("chmod", name("a/file"), 0600) == 0);
  CHECK(guest.call("fchmodat", AT_FDCWD, name("a/file"), 0640, 0) == 0);
  CHECK(guest.call("chown", name("a/file"), -1, -1) == 0);
  CHECK(guest.call("lchown", name("a/symbolic"), -1, -1) == 0);
  CHECK(guest.call("rename", name("a/file"), name("b")) == 0);
  CHECK(guest.call("access", name("b"), R_OK) == 0);
  CHECK(guest.call("access", name("a/file"), F_OK) == -ENOENT);
  CHECK(guest.call("faccessat", AT_FDCWD, name("b"), R_OK, AT_EACCESS) == 0);
  int64_t fd = guest.call("open", name("a"), 0200000, 0);
  REQUIRE(fd >= 0);
  CHECK(guest.call("renameat", AT_FDCWD, name("b"), fd, guest.string("c")) == 0);
  CHECK(guest.call("mkdirat", fd, guest.string("d"), 0700) == 0);
  CHECK(guest.call("unlinkat", fd, guest.string("d"), AT_REMOVEDIR) == 0);
  CHECK(guest.call("rmdir", name("a")) == -ENOTEMPTY);
  std::set<std::string> seen;
  uint32_t records = guest.room(4096);
  while (int64_t length = guest.call("getdents64", fd, records, 4096)) {
    REQUIRE(length > 0);
    for (int64_t at = 0; at < length;) {
      uint32_t record = records + static_cast<uint32_t>(at);
      seen.insert(guest.bytes(record + 19, 16).c_str());
      at += guest.read<uint16_t>(record + 16);
    }
  }
  CHECK(seen == std::set<std::string>{".", "..", "c", "second", "symbolic"});
  CHECK(guest.call("fchdir", fd) == 0);
  CHECK(guest.call("getcwd", out, 256) > 0);
  CHECK(std::string(guest.bytes(out, 256).c_str()) ==
        std::filesystem::canonical(directory / "a").string());
  CHECK(guest.call("getcwd", out, 2) == -ERANGE);
  CHECK(guest.call("chdir", guest.string("/")) == 0);
  CHECK(guest.call("unlink", name("a/c")) == 0);
  CHECK(guest.call("close", fd) == 0);
}

TEST_CASE("directory: times can be set in all their units") {
  Guest guest;
  TemporaryDirectory directory;
  {
    OpenFile file(guest, directory / "file");
  }
  uint32_t path = guest.string(directory / "file");
  auto modified = [&] {
    struct stat now;
    REQUIRE(stat((directory / "file").c_str(), &now) == 0);
    return std::pair(now.st_mtim.tv_sec, now.st_mtim.tv_nsec);
  };
  CHECK(guest.call("utime", path, guest.place(utimbuf{100, 200})) == 0);
  CHECK(modified() == std::pair(200L, 0L));
  uint32_t times = guest.place(TwoTimevals{timeval{1, 2}, timeval{300, 400}});
  CHECK(guest.call("utimes", path, times) == 0);
  CHECK(modified() == std::pair(300L, 400'000L));
  CHECK(guest.call("futimesat", AT_FDCWD, path, times) == 0);
  uint32_t precise = guest.place(TwoTimes{timespec{1, 2}, timespec{5, 6}});
  CHECK(guest.call("utimensat", AT_FDCWD, path, precise, 0) == 0);
  CHECK(modified() == std::pair(5L, 6L));
  times = guest.place(TwoTimevals{timeval{1, 1'000'000}, timeval{}});
  CHECK(guest.call("utimes", path, times) == -EINVAL);
  CHECK(guest.call("utimes", path, 0) == 0);
  CHECK(guest.call("utimes", path, guest.bad_address()) == -EFAULT);
}

}  // namespace wali::sys::test
