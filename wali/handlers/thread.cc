#include "wali/handlers.h"

namespace wali::sys {

namespace {

constexpr int kGetRegistrations = 1 << 9;  // MEMBARRIER_CMD_GET_REGISTRATIONS

}  // namespace

// The kernel's slot belongs to the host's thread library.
SyscallResult sys_set_tid_address(Caller& caller, Address address) {
  caller.clear_child_tid = address;
  return host_result(host_call(SYS_gettid));
}

// Never the kernel's: a list that guests build would make it write through addresses of their
// choice.
SyscallResult sys_set_robust_list(Caller& caller, Address list, Size size) {
  if (size != sizeof(GuestRobustList)) return failed(EINVAL);
  caller.robust_list = list;
  return 0;
}

SyscallResult sys_get_robust_list(Caller& caller,
                                  Pid thread,
                                  Out<uint32_t> list,
                                  Out<uint32_t> size) {
  if (thread != 0 && thread != host_call(SYS_gettid)) {
    void* native;
    size_t native_size;
    TRY(host_result(host_call(SYS_get_robust_list, thread.value, &native, &native_size)));
    return failed(EPERM);
  }
  TRY(size.store(caller, sizeof(GuestRobustList)));
  TRY(list.store(caller, caller.robust_list));
  return 0;
}

SyscallResult sys_sched_getaffinity(Caller& caller, Pid pid, Size size, OutProcessors mask) {
  return host_result(
      host_call(SYS_sched_getaffinity, pid.value, size.value, caller.host_pointer(mask, size)));
}

SyscallResult sys_sched_setaffinity(Caller& caller, Pid pid, Size size, InProcessors mask) {
  return host_result(
      host_call(SYS_sched_setaffinity, pid.value, size.value, caller.host_pointer(mask, size)));
}

SyscallResult sys_getcpu(Caller&, Out<uint32_t> cpu, Out<uint32_t> node, Address) {
  return host_result(host_call(SYS_getcpu, cpu.host, node.host, nullptr));
}

SyscallResult sys_membarrier(Caller&, MembarrierCommand command, Bits flags, Int) {
  // Those for restartable sequences apart, which guests do not have.
  constexpr int kCommands = 0x7f | kGetRegistrations;
  if ((command & ~kCommands) != 0 || flags != 0) return failed(EINVAL);
  int64_t result = TRY(host_result(host_call(SYS_membarrier, command.value, 0, 0)));
  return command == 0 ? result & kCommands : result;
}

}  // namespace wali::sys
