#include "wali/handlers/own_program.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cstdio>
#include <string_view>

#include "wali/host_call.h"

namespace wali::sys {

namespace {

std::string target_of(const char* link) {
  std::array<char, 4096> target;
  int64_t length = short_host_call(SYS_readlinkat, AT_FDCWD, link, target.data(), target.size());
  return length <= 0 ? std::string() : std::string(target.data(), static_cast<size_t>(length));
}

struct Engine {
  std::string path = target_of("/proc/self/exe");
  struct stat file{};

  Engine() {
    if (::stat("/proc/self/exe", &file) != 0) file.st_ino = 0;
  }
};

const Engine& engine() {
  static const Engine kEngine;
  return kEngine;
}

// Needs no look into /proc/self/fd, which a process that changed its user may not have.
bool is_own_link(int64_t fd) {
  struct stat opened, own;
  return ::fstatat(static_cast<int>(fd), "", &opened, AT_EMPTY_PATH) == 0 &&
         ::lstat("/proc/self/exe", &own) == 0 && opened.st_ino == own.st_ino &&
         opened.st_dev == own.st_dev;
}

// Not by the name that the guest wrote, which may go through links and descriptors, but by the one
// that the kernel has for the link.
bool is_named_as_own_link(int64_t fd) {
  struct statfs system;
  if (short_host_call(SYS_fstatfs, fd, &system) != 0 || system.f_type != PROC_SUPER_MAGIC)
    return false;
  char link[32];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", static_cast<int>(fd));
  std::string name = target_of(link);
  return name.ends_with("/exe") && name.find("/" + std::to_string(getpid()) + "/") != name.npos;
}

}  // namespace

bool is_engine_file(uint64_t device, uint64_t inode) {
  return inode == engine().file.st_ino && device == engine().file.st_dev;
}

std::string module_behind(const Caller& caller, int dirfd, const char* path) {
  int64_t fd = short_host_call(SYS_openat, dirfd, path, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
  if (fd < 0) return {};
  bool is_own = is_own_link(fd) || is_named_as_own_link(fd);
  short_host_call(SYS_close, fd);
  return is_own ? caller.process().module_path() : std::string();
}

SyscallResult read_link(
    const Caller& caller, int dirfd, const char* path, uint32_t to, uint32_t size) {
  std::array<char, PATH_MAX> buffer;
  int32_t room = std::min(static_cast<int32_t>(size), int32_t{PATH_MAX});  // as the kernel: an int
  int64_t length =
      TRY(host_result(short_host_call(SYS_readlinkat, dirfd, path, buffer.data(), room)));
  std::string_view target(buffer.data(), static_cast<size_t>(length));
  std::string module;
  if (target == std::string_view(engine().path).substr(0, static_cast<size_t>(room))) {
    module = module_behind(caller, dirfd, path);
  }
  if (!module.empty()) target = std::string_view(module).substr(0, static_cast<size_t>(room));
  TRY(caller.copy_out(to, target.data(), target.size()));
  return static_cast<int64_t>(target.size());
}

}  // namespace wali::sys
