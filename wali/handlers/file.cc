#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "wali/handlers.h"
#include "wali/handlers/own_program.h"

namespace wali::sys {

namespace {

constexpr int kFaccessat2 = 439;

SyscallResult stat_file(
    const Caller& caller, int dirfd, const char* path, Out<GuestStat> out, int flags) {
  if constexpr (StructLayout<GuestStat>::kIsHosts) {
    return host_result(host_call(SYS_newfstatat, dirfd, path, out.host, flags));
  } else {
    struct stat native;
    int64_t result = TRY(host_result(host_call(SYS_newfstatat, dirfd, path, &native, flags)));
    GuestStat guest{};
    copy_numbers(guest, native);
    TRY(out.store(caller, guest));
    return result;
  }
}

/// Whether `path` leads to the engine in the place of the module: the module's path.
std::string module_instead(
    const Caller& caller, uint64_t device, uint64_t inode, int dirfd, const char* path, int flags) {
  if ((flags & AT_SYMLINK_NOFOLLOW) != 0 || !is_engine_file(device, inode)) return {};
  return module_behind(caller, dirfd, path);
}

SyscallResult stat_at(
    const Caller& caller, int dirfd, const char* path, Out<GuestStat> out, int flags) {
  int64_t result = TRY(stat_file(caller, dirfd, path, out, flags));
  auto device = caller.load<uint64_t>(out.address + uint32_t{offsetof(GuestStat, dev)});
  auto inode = caller.load<uint64_t>(out.address + uint32_t{offsetof(GuestStat, ino)});
  if (!device || !inode) return result;
  std::string module = module_instead(caller, *device, *inode, dirfd, path, flags);
  return module.empty() ? result : stat_file(caller, AT_FDCWD, module.c_str(), out, 0);
}

}  // namespace

SyscallResult sys_statx(Caller& caller,
                        DirFd dirfd,
                        Path path,
                        StatxFlags flags,
                        StatxMask mask,
                        Out<struct statx> out) {
  auto ask = [&](int from, const char* name) {
    return host_result(host_call(SYS_statx, from, name, flags.value, mask.value, out.host));
  };
  int64_t result = TRY(ask(dirfd, path.host));
  auto found = caller.load<struct statx>(out.address);
  if (!found) return result;
  std::string module = module_instead(caller,
                                      makedev(found->stx_dev_major, found->stx_dev_minor),
                                      found->stx_ino,
                                      dirfd,
                                      path.host,
                                      flags);
  return module.empty() ? result : ask(AT_FDCWD, module.c_str());
}

SyscallResult sys_stat(Caller& caller, Path path, Out<GuestStat> out) {
  return stat_at(caller, AT_FDCWD, path.host, out, 0);
}

SyscallResult sys_lstat(Caller& caller, Path path, Out<GuestStat> out) {
  return stat_at(caller, AT_FDCWD, path.host, out, AT_SYMLINK_NOFOLLOW);
}

SyscallResult sys_newfstatat(
    Caller& caller, DirFd dirfd, Path path, Out<GuestStat> out, AtFlags flags) {
  return stat_at(caller, dirfd, path.host, out, flags);
}

SyscallResult sys_fstat([[maybe_unused]] Caller& caller, Fd fd, Out<GuestStat> out) {
  if constexpr (StructLayout<GuestStat>::kIsHosts) {
    return host_result(host_call(SYS_fstat, fd.value, out.host));
  } else {
    struct stat native;
    int64_t result = TRY(host_result(host_call(SYS_fstat, fd.value, &native)));
    GuestStat guest{};
    copy_numbers(guest, native);
    TRY(out.store(caller, guest));
    return result;
  }
}

SyscallResult sys_access(Caller&, Path path, AccessMode mode) {
  return host_result(host_call(SYS_faccessat, AT_FDCWD, path.host, mode.value));
}

// The kernel's faccessat has no flags.
SyscallResult sys_faccessat(Caller&, DirFd dirfd, Path path, AccessMode mode, AtFlags flags) {
  if (flags == 0) return host_result(host_call(SYS_faccessat, dirfd.value, path.host, mode.value));
  return host_result(host_call(kFaccessat2, dirfd.value, path.host, mode.value, flags.value));
}

SyscallResult sys_readv(Caller& caller, Fd fd, OutVectors vectors) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(host_call(SYS_readv, fd.value, host.data(), host.size()));
}

SyscallResult sys_writev(Caller& caller, Fd fd, InVectors vectors) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(host_call(SYS_writev, fd.value, host.data(), host.size()));
}

SyscallResult sys_preadv(Caller& caller, Fd fd, OutVectors vectors, Long low, OffsetHigh high) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(
      host_call(SYS_preadv, fd.value, host.data(), host.size(), low.value, high.value));
}

SyscallResult sys_pwritev(Caller& caller, Fd fd, InVectors vectors, Long low, OffsetHigh high) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(
      host_call(SYS_pwritev, fd.value, host.data(), host.size(), low.value, high.value));
}

SyscallResult sys_preadv2(
    Caller& caller, Fd fd, OutVectors vectors, Long low, OffsetHigh high, ReadWriteFlags flags) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(host_call(
      SYS_preadv2, fd.value, host.data(), host.size(), low.value, high.value, flags.value));
}

SyscallResult sys_pwritev2(
    Caller& caller, Fd fd, InVectors vectors, Long low, OffsetHigh high, ReadWriteFlags flags) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(host_call(
      SYS_pwritev2, fd.value, host.data(), host.size(), low.value, high.value, flags.value));
}

SyscallResult sys_vmsplice(Caller& caller, Fd fd, InVectors vectors, SpliceFlags flags) {
  HostVectors host;
  host.load_for_kernel(caller, vectors);
  return host_result(host_call(SYS_vmsplice, fd.value, host.data(), host.size(), flags.value));
}

SyscallResult sys_listmount(
    Caller& caller, In<MountRequest> request, Address ids, Size count, Bits flags) {
  constexpr int kListmount = 458;
  constexpr uint32_t kMost = 1'000'000;  // Linux's own limit
  uint64_t bytes = sizeof(uint64_t) * uint64_t{std::min(count.value, kMost)};
  return host_result(host_call(
      kListmount, request.host, caller.host_pointer(ids, bytes), count.value, flags.value));
}

SyscallResult sys_dup2(Caller&, Fd from, Fd to) {
  if (from != to) return host_result(host_call(SYS_dup3, from.value, to.value, 0));
  TRY(host_result(host_call(SYS_fcntl, from.value, F_GETFD, 0)));
  return to.value;
}

SyscallResult sys_pipe(Caller&, Out<Pair> ends) {
  return host_result(host_call(SYS_pipe2, ends.host, 0));
}

SyscallResult sys_pipe2(Caller&, Out<Pair> ends, DescriptorFlags flags) {
  return host_result(host_call(SYS_pipe2, ends.host, swap_open_flags(flags)));
}

}  // namespace wali::sys
