#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "wali/handlers.h"

namespace wali::sys {

SyscallResult sys_fork(Caller& caller) {
  return caller.process().fork(caller);
}

// Sharing the address space with the child would share the engine.
SyscallResult sys_vfork(Caller& caller) {
  return caller.process().fork(caller);
}

// What a second stack in the same memory needs is more than a system call can do in WebAssembly: it
// would have to return twice, the second time with other globals.
SyscallResult sys_clone(
    Caller& caller, ULong flags, Address stack, Address parent_id, Address child_id, ULong) {
  constexpr uint64_t kKnown = CSIGNAL | CLONE_VM | CLONE_VFORK | CLONE_PARENT_SETTID |
                              CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
  bool shares_memory = (flags & CLONE_VM) != 0 && (flags & CLONE_VFORK) == 0;
  if ((flags & ~kKnown) != 0 || (flags & CSIGNAL) != SIGCHLD || shares_memory || stack != 0) {
    return failed(ENOSYS);
  }
  int64_t child = TRY(caller.process().fork(caller));
  if (child == 0) {
    auto id = static_cast<int32_t>(getpid());
    if ((flags & CLONE_CHILD_SETTID) != 0) (void)caller.store(child_id, id);
    if ((flags & CLONE_CHILD_CLEARTID) != 0) caller.clear_child_tid = child_id;
  } else if ((flags & CLONE_PARENT_SETTID) != 0) {
    (void)caller.store(parent_id, static_cast<int32_t>(child));
  }
  return child;
}

SyscallResult sys_exit(Caller& caller, ExitStatus status) {
  caller.process().end_thread(caller, status & 0xff);
  return 0;
}

SyscallResult sys_exit_group(Caller& caller, ExitStatus status) {
  for (;;) caller.process().end(caller, status & 0xff);
}

SyscallResult sys_getpgrp(Caller&) {
  return host_result(host_call(SYS_getpgid, 0));
}

SyscallResult sys_waitid(
    Caller&, WaitId type, Pid id, Out<SignalInfo> info, WaitOptions options, Out<rusage> usage) {
  return host_result(
      host_call(SYS_waitid, type.value, id.value, info.host, options.value, usage.host));
}

SyscallResult sys_personality(Caller&, ULong persona) {
  constexpr uint32_t kQuery = 0xffffffff;
  if (static_cast<uint32_t>(persona) != kQuery) return failed(EPERM);
  return host_result(host_call(SYS_personality, kQuery));
}

namespace {

SyscallResult get_limit(Caller& caller, int resource, Out<rlimit> out) {
  if (auto limit = caller.process().virtual_limit(resource)) {
    TRY(out.store(caller, {limit->soft, limit->hard}));
    return 0;
  }
  return host_result(host_call(SYS_prlimit64, 0, resource, nullptr, out.host));
}

SyscallResult set_limit(Caller& caller, int resource, In<rlimit> limit) {
  if (!Process::is_virtual_limit(resource))
    return host_result(host_call(SYS_prlimit64, 0, resource, limit.host, nullptr));
  rlimit wanted = TRY(limit.load(caller)), now;
  if (wanted.rlim_cur > wanted.rlim_max) return failed(EINVAL);
  if (auto recorded = caller.process().virtual_limit(resource)) {
    now = {recorded->soft, recorded->hard};
  } else {
    TRY(host_result(host_call(SYS_prlimit64, 0, resource, nullptr, &now)));
  }
  if (wanted.rlim_max > now.rlim_max) return failed(EPERM);
  caller.process().set_virtual_limit(resource, {wanted.rlim_cur, wanted.rlim_max});
  return 0;
}

}  // namespace

SyscallResult sys_getrlimit(Caller& caller, Resource resource, Out<rlimit> out) {
  return get_limit(caller, resource, out);
}

SyscallResult sys_setrlimit(Caller& caller, Resource resource, In<rlimit> limit) {
  return set_limit(caller, resource, limit);
}

SyscallResult sys_prlimit64(
    Caller& caller, Pid pid, Resource resource, In<rlimit> limit, Out<rlimit> old) {
  bool is_self = pid == 0 || pid == getpid();
  if (!is_self || !Process::is_virtual_limit(resource)) {
    return host_result(host_call(SYS_prlimit64, pid.value, resource.value, limit.host, old.host));
  }
  if (!old) return limit ? set_limit(caller, resource, limit) : SyscallResult(0);
  if (!limit) return get_limit(caller, resource, old);
  // Both structures may be the same one: what is set must be read before the old value is written.
  rlimit before{};
  if (auto recorded = caller.process().virtual_limit(resource)) {
    before = {recorded->soft, recorded->hard};
  } else {
    TRY(host_result(host_call(SYS_prlimit64, 0, resource.value, nullptr, &before)));
  }
  TRY(set_limit(caller, resource, limit));
  TRY(old.store(caller, before));
  return 0;
}

namespace {

enum class Second : uint8_t { Value, Pointer };

struct Option {
  int number;
  Second second;
};

// What neither changes how the engine runs nor takes an address that is not the second argument.
constexpr Option kOptions[] = {
    {PR_GET_PDEATHSIG, Second::Pointer},
    {PR_GET_KEEPCAPS, Second::Value},
    {PR_SET_KEEPCAPS, Second::Value},
    {PR_GET_NAME, Second::Pointer},
    {PR_SET_NAME, Second::Pointer},
    {PR_CAPBSET_READ, Second::Value},
    {PR_CAPBSET_DROP, Second::Value},
    {PR_GET_TIMERSLACK, Second::Value},
    {PR_SET_TIMERSLACK, Second::Value},
    {PR_SET_CHILD_SUBREAPER, Second::Value},
    {PR_GET_CHILD_SUBREAPER, Second::Pointer},
    {PR_SET_NO_NEW_PRIVS, Second::Value},
    {PR_GET_NO_NEW_PRIVS, Second::Value},
    {PR_CAP_AMBIENT, Second::Value},
};

constexpr int kSetVma = 0x53564d41;  // names for mappings

}  // namespace

SyscallResult sys_prctl(Caller& caller,
                        PrctlOption option,
                        PrctlArgument second,
                        PrctlArgument third,
                        PrctlArgument fourth,
                        PrctlArgument fifth) {
  switch (option) {
    case PR_GET_DUMPABLE:
      return caller.process().dumpable;
    case PR_SET_DUMPABLE:
      if (second > 1) return failed(EINVAL);
      caller.process().dumpable = static_cast<int>(second);
      return 0;
    case PR_SET_PDEATHSIG:
      if (second > kSignalCount ||
          (second != 0 && (kEngineSignals & signal_bit(static_cast<int>(second))) != 0))
        return failed(EINVAL);
      return host_result(host_call(SYS_prctl, option.value, second.value));
    case PR_GET_TID_ADDRESS:
      TRY(caller.store(static_cast<uint32_t>(second), caller.clear_child_tid));
      return 0;
    case kSetVma:
      return 0;
    default:
      break;
  }
  for (const Option& known : kOptions) {
    if (known.number != option) continue;
    long word = known.second == Second::Pointer
                    ? kernel_word(caller.host_pointer(static_cast<uint32_t>(second)))
                    : static_cast<long>(second.value);
    return host_result(
        host_call(SYS_prctl, option.value, word, third.value, fourth.value, fifth.value));
  }
  return failed(EINVAL);
}

}  // namespace wali::sys
