#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cstddef>
#include <cstring>
#include <memory>

#include "wali/handlers.h"
#include "wali/handlers/own_program.h"

namespace wali::sys {

namespace {

constexpr int kFchmodat2 = 452;

Expected<TwoTimes> with_nanoseconds(const TwoTimevals& times) {
  TwoTimes converted;
  for (size_t i = 0; i < times.size(); ++i) {
    if (times[i].tv_usec < 0 || times[i].tv_usec >= 1'000'000) return failed(EINVAL);
    converted[i] = {times[i].tv_sec, times[i].tv_usec * 1000};
  }
  return converted;
}

SyscallResult set_times(Caller& caller, int dirfd, const char* path, In<TwoTimevals> times) {
  if (!times) return host_result(host_call(SYS_utimensat, dirfd, path, nullptr, 0));
  TwoTimes native = TRY(with_nanoseconds(TRY(times.load(caller))));
  return host_result(host_call(SYS_utimensat, dirfd, path, native.data(), 0));
}

}  // namespace

SyscallResult sys_rename(Caller&, Path from, Path to) {
  return host_result(host_call(SYS_renameat2, AT_FDCWD, from.host, AT_FDCWD, to.host, 0));
}

SyscallResult sys_renameat(Caller&, DirFd from_dir, Path from, DirFd to_dir, Path to) {
  return host_result(host_call(SYS_renameat2, from_dir.value, from.host, to_dir.value, to.host, 0));
}

SyscallResult sys_mkdir(Caller&, Path path, Mode mode) {
  return host_result(host_call(SYS_mkdirat, AT_FDCWD, path.host, mode.value));
}

SyscallResult sys_rmdir(Caller&, Path path) {
  return host_result(host_call(SYS_unlinkat, AT_FDCWD, path.host, AT_REMOVEDIR));
}

SyscallResult sys_link(Caller&, Path from, Path to) {
  return host_result(host_call(SYS_linkat, AT_FDCWD, from.host, AT_FDCWD, to.host, 0));
}

SyscallResult sys_unlink(Caller&, Path path) {
  return host_result(host_call(SYS_unlinkat, AT_FDCWD, path.host, 0));
}

SyscallResult sys_symlink(Caller&, Path target, Path path) {
  return host_result(host_call(SYS_symlinkat, target.host, AT_FDCWD, path.host));
}

SyscallResult sys_readlink(Caller& caller, Path path, OutBytes out) {
  return read_link(caller, AT_FDCWD, path.host, out.address, out.size);
}

SyscallResult sys_readlinkat(Caller& caller, DirFd dirfd, Path path, OutBytes out) {
  return read_link(caller, dirfd, path.host, out.address, out.size);
}

SyscallResult sys_chmod(Caller&, Path path, Mode mode) {
  return host_result(host_call(SYS_fchmodat, AT_FDCWD, path.host, mode.value));
}

// The kernel's fchmodat has no flags.
SyscallResult sys_fchmodat(Caller& caller, DirFd dirfd, Path path, Mode mode, AtFlags flags) {
  if (flags != 0) return sys_fchmodat2(caller, dirfd, path, mode, flags);
  return host_result(host_call(SYS_fchmodat, dirfd.value, path.host, mode.value));
}

SyscallResult sys_fchmodat2(Caller&, DirFd dirfd, Path path, Mode mode, AtFlags flags) {
  return host_result(host_call(kFchmodat2, dirfd.value, path.host, mode.value, flags.value));
}

SyscallResult sys_chown(Caller&, Path path, UserId owner, UserId group) {
  return host_result(host_call(SYS_fchownat, AT_FDCWD, path.host, owner.value, group.value, 0));
}

SyscallResult sys_lchown(Caller&, Path path, UserId owner, UserId group) {
  return host_result(
      host_call(SYS_fchownat, AT_FDCWD, path.host, owner.value, group.value, AT_SYMLINK_NOFOLLOW));
}

SyscallResult sys_mknod(Caller&, Path path, NodeMode mode, Device device) {
  return host_result(host_call(SYS_mknodat, AT_FDCWD, path.host, mode.value, device.value));
}

SyscallResult sys_utime(Caller& caller, Path path, In<utimbuf> times) {
  if (!times) return host_result(host_call(SYS_utimensat, AT_FDCWD, path.host, nullptr, 0));
  utimbuf seconds = TRY(times.load(caller));
  TwoTimes native{timespec{seconds.actime, 0}, timespec{seconds.modtime, 0}};
  return host_result(host_call(SYS_utimensat, AT_FDCWD, path.host, native.data(), 0));
}

SyscallResult sys_utimes(Caller& caller, Path path, In<TwoTimevals> times) {
  return set_times(caller, AT_FDCWD, path.host, times);
}

SyscallResult sys_futimesat(Caller& caller, DirFd dirfd, Path path, In<TwoTimevals> times) {
  return set_times(caller, dirfd, path.host, times);
}

// Some hosts have getdents64 alone. An older record is as long as a newer one: the name begins
// where that has the type, which the last byte holds instead. What another thread of the guest may
// write into the records meanwhile is its own affair, but lengths are checked.
SyscallResult sys_getdents(Caller& caller, Fd fd, DirectoryEntries out) {
  constexpr int64_t kLength = offsetof(dirent64, d_reclen);
  constexpr int64_t kType = offsetof(dirent64, d_type), kName = offsetof(dirent64, d_name);
  int64_t size = TRY(host_result(host_call(SYS_getdents64, fd.value, out.host, out.size)));
  auto records = std::make_unique_for_overwrite<std::byte[]>(static_cast<size_t>(size));
  TRY(caller.copy_in(records.get(), out.address, static_cast<size_t>(size)));
  for (int64_t at = 0; size - at > kName;) {
    std::byte* record = records.get() + at;
    uint16_t length;
    std::memcpy(&length, record + kLength, sizeof length);
    if (length <= kName || length > size - at) break;
    std::byte type = record[kType];
    std::memmove(record + kType, record + kName, static_cast<size_t>(length - kName));
    record[length - 1] = type;
    at += length;
  }
  TRY(caller.copy_out(out.address, records.get(), static_cast<size_t>(size)));
  return size;
}

SyscallResult sys_inotify_init(Caller&) {
  return host_result(host_call(SYS_inotify_init1, 0));
}

}  // namespace wali::sys
