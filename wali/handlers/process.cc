#include <sched.h>
#include <signal.h>
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

}  // namespace wali::sys
