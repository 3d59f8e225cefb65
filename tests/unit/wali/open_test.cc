#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/wali/guest.h"

namespace wali::sys::test {

namespace {

constexpr int kGuestDirectory = 0200000, kGuestLarge = 0100000, kGuestPath = 010000000;

bool is_closed(int64_t fd) {
  return fd < 0;
}

}  // namespace

TEST_CASE("open: a process's memory is out of reach under every name") {
  Guest guest;
  TemporaryDirectory directory;
  std::string pid = std::to_string(getpid());
  std::string tid = std::to_string(gettid());
  REQUIRE(symlink("/proc/self/mem", (directory / "link").c_str()) == 0);
  REQUIRE(symlink((directory / "link").c_str(), (directory / "link-to-link").c_str()) == 0);
  REQUIRE(symlink("/proc", (directory / "proc").c_str()) == 0);
  REQUIRE(symlink("/proc/self", (directory / "self").c_str()) == 0);

  std::vector<std::string> names = {"/proc/self/mem",
                                    "/proc/thread-self/mem",
                                    "/proc/" + pid + "/mem",
                                    "/proc/" + tid + "/mem",
                                    "/proc/self/task/" + tid + "/mem",
                                    "/proc/" + pid + "/task/" + tid + "/mem",
                                    "//proc//self//mem",
                                    "/proc/./self/./mem",
                                    "/proc/self/../self/mem",
                                    "/proc/self/root/proc/self/mem",
                                    "/proc/" + pid + "/root/proc/" + pid + "/mem",
                                    "/proc/self/cwd/../../../../../../../proc/self/mem",
                                    "/../proc/self/mem",
                                    "/tmp/../proc/self/mem",
                                    "/proc/self/fd/../mem",
                                    "/proc/self/task/../mem",
                                    "/proc/self/ns/../mem",
                                    "/proc/self/net/../mem",
                                    directory / "link",
                                    directory / "link-to-link",
                                    directory / "proc/self/mem",
                                    directory / "proc/thread-self/mem",
                                    directory / "self/mem",
                                    directory / "self/task/../mem",
                                    "/dev/fd/../mem",
                                    "/proc/self/syscall",
                                    "/proc/self/stack",
                                    "/proc/self/pagemap",
                                    "/proc/self/clear_refs",
                                    "/proc/self/personality"};
  REQUIRE(names.size() >= 30);
  if (host_has(HostFeature::OwnProcessFiles)) names.push_back("/proc/self/auxv");
  for (const std::string& name : names) {
    CAPTURE(name);
    uint32_t path = guest.string(name);
    for (int flags : {0, 1, 2, 1 | 01000, 2 | kGuestLarge, 02000000, kGuestPath, 0100 | 2}) {
      CAPTURE(flags);
      CHECK(is_closed(guest.call("open", path, flags, 0600)));
      CHECK(is_closed(guest.call("openat", AT_FDCWD, path, flags, 0600)));
    }
    CHECK(is_closed(guest.call("creat", path, 0600)));
    uint32_t how = guest.place(std::array<uint64_t, 3>{2, 0, 0});
    CHECK(is_closed(guest.call("openat2", AT_FDCWD, path, how, 24)));
  }
  CHECK(guest.call("open", guest.string("/proc/self/mem"), 2, 0) == -EACCES);
}

TEST_CASE("open: files that describe the process describe the guest" *
          needs(HostFeature::OwnProcessFiles)) {
  Guest guest;
  auto content = [&](std::string_view name) {
    int64_t fd = guest.call("open", guest.string(name), 0, 0);
    REQUIRE(fd >= 0);
    uint32_t room = guest.room(4096);
    int64_t length = guest.call("read", fd, room, 4096);
    REQUIRE(length > 0);
    guest.call("close", fd);
    return guest.bytes(room, static_cast<size_t>(length));
  };
  CHECK(content("/proc/self/cmdline") == std::string("program.wasm\0second\0", 20));
  CHECK(content("/proc/self/maps").starts_with("00000000-00040000 rw-p 00000000 00:00 0 \n"));
  CHECK(content("/proc/self/smaps").find("Size:                256 kB\n") != std::string::npos);
  std::string status = content("/proc/thread-self/stat");
  CHECK(status.starts_with(std::to_string(getpid()) + " ("));
  std::istringstream members(status.substr(status.rfind(')') + 2));
  std::vector<std::string> words{std::istream_iterator<std::string>(members), {}};
  REQUIRE(words.size() == 50);
  for (size_t address : {26, 27, 28, 29, 30, 45, 51}) CHECK(words[address - 3] == "0");
  CHECK(guest.call("open", guest.string("/proc/self/environ"), 2, 0) == -EACCES);
  CHECK(guest.call("open", guest.string("/proc/self/map_files"), kGuestDirectory, 0) == -EACCES);
}

TEST_CASE("open: a process's memory is out of reach through directories") {
  Guest guest;
  int64_t self = guest.call("open", guest.string("/proc/self"), kGuestDirectory, 0);
  REQUIRE(self >= 0);
  CHECK(guest.call("openat", self, guest.string("mem"), 2, 0) == -EACCES);
  CHECK(guest.call("openat", self, guest.string("task/../mem"), 0, 0) == -EACCES);
  CHECK(guest.call("fchdir", self) == 0);
  CHECK(guest.call("open", guest.string("mem"), 2, 0) == -EACCES);
  CHECK(guest.call("open", guest.string("./mem"), 0, 0) == -EACCES);
  CHECK(guest.call("chdir", guest.string("/")) == 0);
  CHECK(guest.call("close", self) == 0);
}

TEST_CASE("open: another process's memory is out of reach") {
  Guest guest;
  pid_t child = fork();
  if (child == 0) {
    pause();
    _exit(0);
  }
  std::string name = "/proc/" + std::to_string(child) + "/mem";
  CHECK(guest.call("open", guest.string(name), 2, 0) == -EACCES);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

TEST_CASE("open: refused files leave no descriptor behind") {
  Guest guest;
  int before = dup(0);
  close(before);
  for (int i = 0; i < 20; ++i) guest.call("open", guest.string("/proc/self/mem"), 0, 0);
  int after = dup(0);
  close(after);
  CHECK(after == before);
}

TEST_CASE("open: what programs read of procfs stays readable") {
  Guest guest;
  for (const char* name : {"/proc/cpuinfo",
                           "/proc/meminfo",
                           "/proc/self/status",
                           "/proc/self/cmdline",
                           "/proc/self/mounts",
                           "/proc/self/stat",
                           "/proc/sys/kernel/ostype"}) {
    CAPTURE(name);
    int64_t fd = guest.call("open", guest.string(name), 0, 0);
    CHECK(fd >= 0);
    CHECK(guest.call("close", fd) == 0);
  }
}

TEST_CASE("open: settings of a process can be written only where they are harmless") {
  Guest guest;
  int64_t fd = guest.call("open", guest.string("/proc/self/comm"), 1, 0);
  CHECK(fd >= 0);
  CHECK(guest.call("close", fd) == 0);
  CHECK(guest.call("open", guest.string("/proc/self/sched"), 2, 0) == -EACCES);
}

TEST_CASE("open: raw memory devices are refused, plain ones are not") {
  Guest guest;
  TemporaryDirectory directory;
  std::string node = directory / "node";
  constexpr uint64_t kMemDevice = 0x101;
  if (guest.call("mknod", guest.string(node), S_IFCHR | 0600, kMemDevice) == 0)
    CHECK(guest.call("open", guest.string(node), 0, 0) < 0);
  int64_t fd = guest.call("open", guest.string("/dev/null"), 2, 0);
  CHECK(fd >= 0);
  CHECK(guest.call("close", fd) == 0);
}

TEST_CASE("open: files are created, truncated and refused as on Linux") {
  Guest guest;
  TemporaryDirectory directory;
  uint32_t path = guest.string(directory / "file");
  CHECK(guest.call("open", path, 0, 0) == -ENOENT);
  int64_t fd = guest.call("open", path, 0100 | 0200 | 1, 0640);
  REQUIRE(fd >= 0);
  CHECK(guest.call("write", fd, path, 5) == 5);
  CHECK(guest.call("close", fd) == 0);
  CHECK(guest.call("open", path, 0100 | 0200 | 1, 0640) == -EEXIST);
  CHECK(std::filesystem::file_size(directory / "file") == 5);
  fd = guest.call("creat", path, 0640);
  CHECK(fd >= 0);
  CHECK(guest.call("close", fd) == 0);
  CHECK(std::filesystem::file_size(directory / "file") == 0);
  CHECK(guest.call("open", path, kGuestDirectory, 0) == -ENOTDIR);
  CHECK(guest.call("open", guest.bad_address(), 0, 0) == -EFAULT);
  CHECK(guest.call("open", 0, 0, 0) == -EFAULT);
}

TEST_CASE("open: openat2 refuses what a newer caller might ask for" * needs(HostFeature::Openat2)) {
  Guest guest;
  TemporaryDirectory directory;
  uint32_t path = guest.string(directory.path());
  uint32_t how = guest.place(std::array<uint64_t, 4>{0, 0, 0, 0});
  int64_t fd = guest.call("openat2", AT_FDCWD, path, how, 32);
  CHECK(fd >= 0);
  CHECK(guest.call("close", fd) == 0);
  how = guest.place(std::array<uint64_t, 4>{0, 0, 0, 1});
  CHECK(guest.call("openat2", AT_FDCWD, path, how, 32) == -E2BIG);
  CHECK(guest.call("openat2", AT_FDCWD, path, how, 8) == -EINVAL);
  CHECK(guest.call("openat2", AT_FDCWD, path, guest.bad_address(), 24) == -EFAULT);
}

}  // namespace wali::sys::test
