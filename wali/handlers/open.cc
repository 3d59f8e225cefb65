#include "wali/handlers/open.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "wali/handlers/own_program.h"

// A guest that opens /proc/self/mem could write to the engine: the kernel checks no page protection
// there, and the file has endlessly many names (other pids, tasks, dirfds, symbolic links, bind
// mounts, a second procfs). So names are not looked at; what was opened is. Files of procfs that
// expose a process's memory or registers can be read by their owner alone, and procfs refuses to
// change that, whereas files that programs read are readable to all.

namespace wali::sys {

namespace {

constexpr uint32_t kAccessMode = 3, kTruncate = 01000;

bool is_raw_memory(dev_t device) {
  constexpr unsigned kMemoryMajor = 1;
  constexpr unsigned kMem = 1, kKmem = 2, kPort = 4;
  unsigned which = minor(device);
  return major(device) == kMemoryMajor && (which == kMem || which == kKmem || which == kPort);
}

// Opening for writing is the exception on procfs: settings of the system, and those of a process
// that are known to be harmless. The name is a second line of defence: whatever it says, the file
// is readable to all.
bool may_be_written(int fd) {
  static constexpr std::string_view kProcessFiles[] = {"comm",
                                                       "oom_score_adj",
                                                       "oom_adj",
                                                       "timerslack_ns",
                                                       "coredump_filter",
                                                       "autogroup",
                                                       "loginuid",
                                                       "setgroups",
                                                       "uid_map",
                                                       "gid_map",
                                                       "current",
                                                       "exec",
                                                       "fscreate",
                                                       "keycreate",
                                                       "sockcreate"};
  char link[32] = "/proc/self/fd/";
  std::snprintf(link + std::strlen(link), 12, "%d", fd);
  std::array<char, 4096> target;
  int64_t length = host_call(
      SYS_readlinkat, AT_FDCWD, static_cast<const char*>(link), target.data(), target.size());
  if (length <= 0) return false;
  std::string_view name(target.data(), static_cast<size_t>(length));
  if (name.starts_with("/proc/sys/")) return true;
  name.remove_prefix(name.rfind('/') + 1);
  return std::ranges::find(kProcessFiles, name) != std::end(kProcessFiles);
}

bool may_be_open(int fd, bool for_writing, struct stat& file) {
  if (fstat(fd, &file) != 0) return false;
  if (S_ISCHR(file.st_mode)) return !is_raw_memory(file.st_rdev);
  // procfs is no block device's; only such file systems have a major number other than 0.
  if (!S_ISREG(file.st_mode) || major(file.st_dev) != 0) return true;
  struct statfs system;
  if (fstatfs(fd, &system) != 0) return false;
  if (system.f_type != PROC_SUPER_MAGIC) return true;
  if ((file.st_mode & (S_IRGRP | S_IROTH)) == 0) return false;
  return !for_writing || may_be_written(fd);
}

SyscallResult judge(Caller& caller, int fd, bool for_writing, struct stat& file) {
  if (!may_be_open(fd, for_writing, file)) {
    host_call(SYS_close, fd);
    return failed(EACCES);
  }
  caller.process().note_opened(fd);
  return fd;
}

}  // namespace

SyscallResult judge_opened(Caller& caller, int fd, bool for_writing) {
  struct stat file;
  return judge(caller, fd, for_writing, file);
}

bool may_be_received(int fd) {
  int64_t flags = host_call(SYS_fcntl, fd, F_GETFL, 0);
  struct stat file;
  return flags >= 0 && may_be_open(fd, (flags & kAccessMode) != 0, file);
}

SyscallResult open_at(
    Caller& caller, int dirfd, const char* path, uint32_t guest_flags, uint32_t mode) {
  int64_t fd =
      TRY(host_result(host_call(SYS_openat, dirfd, path, swap_open_flags(guest_flags), mode)));
  bool for_writing = (guest_flags & kAccessMode) != 0 || (guest_flags & kTruncate) != 0;
  struct stat file;
  TRY(judge(caller, static_cast<int>(fd), for_writing, file));
  if (!is_engine_file(file)) [[likely]]
    return fd;
  std::string module = module_behind(caller, dirfd, path);
  if (module.empty()) return fd;
  host_call(SYS_close, fd);
  return host_result(
      host_call(SYS_openat, AT_FDCWD, module.c_str(), swap_open_flags(guest_flags), mode));
}

SyscallResult sys_open(Caller& caller, Path path, Opening opening) {
  return open_at(caller, AT_FDCWD, path.host, opening.flags, opening.mode);
}

SyscallResult sys_openat(Caller& caller, DirFd dirfd, Path path, Opening opening) {
  return open_at(caller, dirfd, path.host, opening.flags, opening.mode);
}

SyscallResult sys_creat(Caller& caller, Path path, Mode mode) {
  constexpr uint32_t kWriteOnly = 1, kCreate = 0100;
  return open_at(caller, AT_FDCWD, path.host, kWriteOnly | kCreate | kTruncate, mode);
}

SyscallResult sys_openat2(Caller& caller, DirFd dirfd, Path path, In<OpenHow> how, Size size) {
  struct NativeHow {
    uint64_t flags, mode, resolve;
  } native;
  static_assert(sizeof native == sizeof(OpenHow));
  TRY(caller.copy_in_extensible(&native, sizeof native, how.address, size));
  bool for_writing = (native.flags & kAccessMode) != 0 || (native.flags & kTruncate) != 0;
  uint32_t low = swap_open_flags(static_cast<uint32_t>(native.flags));
  native.flags = (native.flags & ~uint64_t{0xffffffff}) | low;
  int64_t fd =
      TRY(host_result(host_call(SYS_openat2, dirfd.value, path.host, &native, sizeof native)));
  return judge_opened(caller, static_cast<int>(fd), for_writing);
}

}  // namespace wali::sys
