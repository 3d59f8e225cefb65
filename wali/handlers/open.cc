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
#include "wali/handlers/process_file.h"
#include "wali/policy/enforcement.h"
#include "wali/trace/tracer.h"

// A guest that opens /proc/self/mem could write to the engine: the kernel checks no page protection
// there, and the file has endlessly many names (other pids, tasks, dirfds, symbolic links, bind
// mounts, a second procfs). So names are not looked at; what was opened is. Files of procfs that
// expose a process's memory or registers can be read by their owner alone, and procfs refuses to
// change that, whereas files that programs read are readable to all.
//
// While a file is judged its descriptor exists already. Nobody but the guest's other threads can
// use it meanwhile: handlers of signals wait until the call is over, since it is made of short
// calls only. With other threads, therefore, a file is first opened by O_PATH alone, which gives no
// access, then judged, then opened by that descriptor.

namespace wali::sys {

namespace {

constexpr uint32_t kAccessMode = 3, kTruncate = 01000;

bool is_raw_memory(dev_t device) {
  constexpr unsigned kMemoryMajor = 1;
  constexpr unsigned kMem = 1, kKmem = 2, kPort = 4;
  unsigned which = minor(device);
  return major(device) == kMemoryMajor && (which == kMem || which == kKmem || which == kPort);
}

// Linux's device numbers: null, zero, full, random and urandom; tty and ptmx; slaves of
// pseudo-terminals.
bool is_basic(dev_t device) {
  constexpr unsigned kMemoryMajor = 1, kTerminalMajor = 5, kFirstSlaves = 136, kLastSlaves = 143;
  constexpr std::array kSources{3u, 5u, 7u, 8u, 9u};
  constexpr std::array kTerminals{0u, 2u};
  unsigned kind = major(device), which = minor(device);
  if (kind == kMemoryMajor) return std::ranges::find(kSources, which) != kSources.end();
  if (kind == kTerminalMajor) return std::ranges::find(kTerminals, which) != kTerminals.end();
  return kind >= kFirstSlaves && kind <= kLastSlaves;
}

bool may_open_device(const struct stat& file) {
  if (S_ISCHR(file.st_mode) && is_raw_memory(file.st_rdev)) return false;
  return policy().devices == DeviceRule::Any || (S_ISCHR(file.st_mode) && is_basic(file.st_rdev));
}

// File systems whose files are settings of the kernel.
bool holds_settings(const struct statfs& system) {
  constexpr uint32_t kMagics[] = {PROC_SUPER_MAGIC,
                                  SYSFS_MAGIC,
                                  DEBUGFS_MAGIC,
                                  TRACEFS_MAGIC,
                                  SECURITYFS_MAGIC,
                                  SELINUX_MAGIC,
                                  CGROUP_SUPER_MAGIC,
                                  CGROUP2_SUPER_MAGIC,
                                  BPF_FS_MAGIC,
                                  BINFMTFS_MAGIC,
                                  EFIVARFS_MAGIC,
                                  0x62656570};  // configfs
  return std::ranges::find(kMagics, static_cast<uint32_t>(system.f_type)) != std::end(kMagics);
}

// Opening for writing is the exception on procfs: settings of the system, and those of a process
// that are known to be harmless. The name is a second line of defence: whatever it says, the file
// is readable to all.
bool may_be_written(std::string_view name) {
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
  if (name.starts_with("/proc/sys/")) return true;
  name.remove_prefix(name.rfind('/') + 1);
  return std::ranges::find(kProcessFiles, name) != std::end(kProcessFiles);
}

enum class Verdict : uint8_t {
  Granted,
  Denied,
  OwnView,  // of the process that the guest believes to be: see process_file.h
};

Verdict judge_process_file(int fd, const struct stat& file, bool for_writing) {
  std::string name = path_of_descriptor(fd);
  if (S_ISDIR(file.st_mode)) return lists_addresses(name) ? Verdict::Denied : Verdict::Granted;
  if (!for_writing && shows_engine(name)) return Verdict::OwnView;
  if ((file.st_mode & (S_IRGRP | S_IROTH)) == 0) return Verdict::Denied;
  return !for_writing || may_be_written(name) ? Verdict::Granted : Verdict::Denied;
}

Verdict verdict_on(int fd, bool for_writing, struct stat& file) {
  if (fstat(fd, &file) != 0) return Verdict::Denied;
  if (S_ISCHR(file.st_mode) || S_ISBLK(file.st_mode))
    return may_open_device(file) ? Verdict::Granted : Verdict::Denied;
  // These file systems are no block device's; only such ones have a major number other than 0.
  bool is_plain = !S_ISREG(file.st_mode) && !S_ISDIR(file.st_mode);
  if (is_plain || major(file.st_dev) != 0) return Verdict::Granted;
  struct statfs system;
  if (fstatfs(fd, &system) != 0 || is_trace_log(file)) return Verdict::Denied;
  bool writes_settings = for_writing && S_ISREG(file.st_mode) && holds_settings(system);
  if (writes_settings && !policy().writes_settings) return Verdict::Denied;
  if (system.f_type != PROC_SUPER_MAGIC) return Verdict::Granted;
  return judge_process_file(fd, file, for_writing);
}

void close_now(int64_t fd) {
  short_host_call(SYS_close, fd);
}

// The guest gets the lowest number that is free.
int64_t move_up(int64_t fd) {
  constexpr int kHighDescriptor = 900;
  if (fd < 0) return fd;
  int64_t high = short_host_call(SYS_fcntl, fd, F_DUPFD_CLOEXEC, kHighDescriptor);
  if (high < 0) return fd;
  close_now(fd);
  return high;
}

/// One open, repeatable with other flags. The path is the host's own copy.
struct Request {
  int dirfd;
  std::string path;
  uint32_t guest_flags;
  uint32_t mode;
  bool is_extended = false;  // openat2
  uint64_t resolve = 0;

  uint64_t flags() const { return swap_open_flags(guest_flags); }
  bool for_writing() const {
    return (guest_flags & kAccessMode) != 0 || (guest_flags & kTruncate) != 0;
  }
  bool creates() const { return (flags() & O_CREAT) != 0; }
  bool is_exclusive() const { return creates() && (flags() & O_EXCL) != 0; }
  bool gives_no_old_file() const {
    return (flags() & O_PATH) != 0 || (flags() & O_TMPFILE) == O_TMPFILE;
  }

  int64_t make(uint64_t with_flags) const {
    bool only_finds = (with_flags & O_PATH) != (flags() & O_PATH);
    struct {
      uint64_t flags, mode, resolve;
    } how{with_flags, only_finds ? 0 : mode, resolve};
    return is_extended ? host_call(SYS_openat2, dirfd, path.c_str(), &how, sizeof how)
                       : host_call(SYS_openat, dirfd, path.c_str(), with_flags, mode);
  }
  /// openat2 looks at the flags first.
  bool has_bad_flags() const {
    constexpr int kNoFolder = -1;
    return is_extended &&
           Request{kNoFolder, ".", guest_flags, mode, true, resolve}.make(flags()) == -EINVAL;
  }
};

SyscallResult finish(Caller& caller, int64_t fd, const Request& request, const struct stat& file) {
  caller.process().note_opened(static_cast<int>(fd));
  if (!is_engine_file(file.st_dev, file.st_ino)) [[likely]]
    return fd;
  std::string module = module_behind(caller, request.dirfd, request.path.c_str());
  if (module.empty()) return fd;
  close_now(fd);
  return host_result(host_call(SYS_openat, AT_FDCWD, module.c_str(), request.flags(), 0));
}

SyscallResult open_own_view(const Caller& caller, int64_t fd, const Request& request) {
  std::string name = path_of_descriptor(static_cast<int>(fd));
  close_now(fd);
  return open_process_file(caller, name, (request.flags() & O_CLOEXEC) != 0);
}

SyscallResult open_then_judge(Caller& caller, const Request& request) {
  int64_t fd = TRY(host_result(request.make(request.flags())));
  struct stat file;
  switch (verdict_on(static_cast<int>(fd), request.for_writing(), file)) {
    case Verdict::Granted:
      return finish(caller, fd, request, file);
    case Verdict::OwnView:
      if ((request.flags() & O_PATH) != 0) return fd;
      return open_own_view(caller, fd, request);
    case Verdict::Denied:
      break;
  }
  close_now(fd);
  return failed(EACCES);
}

/// What the kernel answers for a file that there is, before it opens it.
int error_of_kind(const Request& request, const struct stat& file) {
  if (request.is_exclusive()) return EEXIST;
  if (S_ISLNK(file.st_mode)) return ELOOP;
  if (request.creates() && S_ISDIR(file.st_mode)) return EISDIR;
  return 0;
}

SyscallResult open_judged(Caller& caller, int64_t found, const Request& request) {
  struct stat file;
  Verdict verdict = verdict_on(static_cast<int>(found), request.for_writing(), file);
  int error = error_of_kind(request, file);
  if (error == 0 && verdict == Verdict::Denied) error = EACCES;
  if (error != 0) {
    close_now(found);
    return failed(error);
  }
  if (verdict == Verdict::OwnView) return open_own_view(caller, found, request);
  constexpr uint64_t kOfTheName = O_CREAT | O_EXCL | O_NOFOLLOW;
  int64_t fd = host_call(SYS_openat,
                         AT_FDCWD,
                         descriptor_link(static_cast<int>(found)).data(),
                         request.flags() & ~kOfTheName,
                         0);
  close_now(found);
  // Without procfs there is no way from one descriptor to the other, and no such file to fear.
  if (fd == -ENOENT) return open_then_judge(caller, request);
  TRY(host_result(fd));
  return finish(caller, fd, request, file);
}

/// The path that a symbolic link without a target stands for; empty if `path` is no link.
std::string target_of_link(int dirfd, const std::string& path) {
  std::array<char, 4096> target;
  int64_t length = short_host_call(
      SYS_readlinkat, dirfd, path.c_str(), target.data(), static_cast<long>(target.size()));
  if (length <= 0) return {};
  std::string text(target.data(), static_cast<size_t>(length));
  size_t folder_end = path.rfind('/');
  if (text.starts_with('/') || folder_end == path.npos) return text;
  return path.substr(0, folder_end + 1) + text;
}

SyscallResult judge_then_open(Caller& caller, Request request) {
  constexpr int kMostLinks = 40;
  constexpr uint64_t kOfTheWay = O_NOFOLLOW | O_DIRECTORY;
  if (request.has_bad_flags()) return failed(EINVAL);
  for (int links = 0; links < kMostLinks; ++links) {
    int64_t found = move_up(request.make(O_PATH | O_CLOEXEC | (request.flags() & kOfTheWay)));
    if (found != -ENOENT || !request.creates()) {
      TRY(host_result(found));
      return open_judged(caller, found, request);
    }
    // A file that this very call makes is none to be judged.
    int64_t made = request.make(request.flags() | O_EXCL);
    if (made != -EEXIST || request.is_exclusive()) return host_result(made);
    std::string target = target_of_link(request.dirfd, request.path);
    if (!target.empty()) request.path = std::move(target);
  }
  return failed(ELOOP);
}

SyscallResult open_file(Caller& caller, Request request) {
  bool judges_first = caller.process().has_had_threads() || policy().devices != DeviceRule::Any;
  return judges_first && !request.gives_no_old_file() ? judge_then_open(caller, std::move(request))
                                                      : open_then_judge(caller, request);
}

SyscallResult open_at(Caller& caller, int dirfd, Path path, uint32_t guest_flags, uint32_t mode) {
  return open_file(caller, {dirfd, TRY(caller.load_string(path.address)), guest_flags, mode});
}

}  // namespace

bool may_be_received(int fd) {
  int64_t flags = short_host_call(SYS_fcntl, fd, F_GETFL, 0);
  struct stat file;
  return flags >= 0 && verdict_on(fd, (flags & kAccessMode) != 0, file) == Verdict::Granted;
}

SyscallResult sys_open(Caller& caller, Path path, Opening opening) {
  return open_at(caller, AT_FDCWD, path, opening.flags, opening.mode);
}

SyscallResult sys_openat(Caller& caller, DirFd dirfd, Path path, Opening opening) {
  return open_at(caller, dirfd, path, opening.flags, opening.mode);
}

SyscallResult sys_creat(Caller& caller, Path path, Mode mode) {
  constexpr uint32_t kWriteOnly = 1, kCreate = 0100;
  return open_at(caller, AT_FDCWD, path, kWriteOnly | kCreate | kTruncate, mode);
}

SyscallResult sys_openat2(Caller& caller, DirFd dirfd, Path path, In<OpenHow> how, Size size) {
  struct NativeHow {
    uint64_t flags, mode, resolve;
  } native;
  static_assert(sizeof native == sizeof(OpenHow));
  TRY(caller.copy_in_extensible(&native, sizeof native, how.address, size));
  if (native.flags > UINT32_MAX || native.mode > UINT32_MAX) return failed(EINVAL);
  return open_file(caller,
                   {dirfd,
                    TRY(caller.load_string(path.address)),
                    static_cast<uint32_t>(native.flags),
                    static_cast<uint32_t>(native.mode),
                    true,
                    native.resolve});
}

}  // namespace wali::sys
