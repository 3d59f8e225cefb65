#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "wali/handlers.h"

namespace wali::sys {

namespace {

constexpr int kFaccessat2 = 439;

// Where the layouts agree the kernel writes the guest's structure in place.
SyscallResult stat_at(
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

}  // namespace

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
