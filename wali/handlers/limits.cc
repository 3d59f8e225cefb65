#include <linux/capability.h>
#include <sys/resource.h>
#include <unistd.h>

#include "wali/handlers.h"

// Limits of the address space are the guest's: the kernel's would count the engine and its
// reservations as well. They are kept in the process and hold for linear memory.

namespace wali::sys {

namespace {

using Limit = Process::Limit;

bool may_raise_limits() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3]{};
  return host_call(SYS_capget, &header, static_cast<void*>(data)) == 0 &&
         (data[0].effective & CAP_TO_MASK(CAP_SYS_RESOURCE)) != 0;
}

Expected<rlimit> current(Caller& caller, int resource) {
  if (auto limit = caller.process().virtual_limit(resource)) {
    return rlimit{limit->soft, limit->hard};
  }
  rlimit now;
  TRY(host_result(host_call(SYS_prlimit64, 0, resource, nullptr, &now)));
  return now;
}

/// prlimit of the calling process, for a limit that is kept here.
SyscallResult change(Caller& caller, int resource, In<rlimit> limit, Out<rlimit> old) {
  rlimit wanted{};
  if (limit) wanted = TRY(limit.load(caller));
  rlimit before = TRY(current(caller, resource));
  if (limit) {
    if (wanted.rlim_cur > wanted.rlim_max) return failed(EINVAL);
    if (wanted.rlim_max > before.rlim_max && !may_raise_limits()) return failed(EPERM);
    caller.process().set_virtual_limit(resource, {wanted.rlim_cur, wanted.rlim_max});
    if (resource == RLIMIT_DATA) caller.memory().mappings().limit_data(wanted.rlim_cur);
    if (resource == RLIMIT_AS) caller.memory().mappings().limit_space(wanted.rlim_cur);
  }
  if (old) TRY(old.store(caller, before));
  return 0;
}

/// Limits are the process's, whichever of its threads is named.
bool is_own_thread(int id) {
  return id == 0 || id == getpid() || host_call(SYS_tgkill, getpid(), id, 0) == 0;
}

SyscallResult prlimit(Caller& caller, int pid, int resource, In<rlimit> limit, Out<rlimit> old) {
  bool is_self = is_own_thread(pid);
  if (is_self && Process::is_virtual_limit(resource)) return change(caller, resource, limit, old);
  return host_result(host_call(SYS_prlimit64, pid, resource, limit.host, old.host));
}

}  // namespace

SyscallResult sys_getrlimit(Caller& caller, Resource resource, Out<rlimit> out) {
  if (!out) return host_result(host_call(SYS_getrlimit, resource.value, nullptr));
  return prlimit(caller, 0, resource, {}, out);
}

SyscallResult sys_setrlimit(Caller& caller, Resource resource, In<rlimit> limit) {
  if (!limit) return failed(EFAULT);
  return prlimit(caller, 0, resource, limit, {});
}

SyscallResult sys_prlimit64(
    Caller& caller, Pid pid, Resource resource, In<rlimit> limit, Out<rlimit> old) {
  return prlimit(caller, pid, resource, limit, old);
}

}  // namespace wali::sys
