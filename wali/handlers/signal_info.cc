#include <signal.h>

#include <cstring>

#include "wali/handlers.h"

// Signals with information of the sender's choice. For those that may be sent in this way a guest's
// siginfo_t is laid out as the host's.

namespace wali::sys {

namespace {

constexpr int kPidfdSendSignal = 424;
// The kernel looks at the rest only where it does not know what a code stands for.
constexpr size_t kKnownSize = 48;

/// Copied once, so that what is judged is what is sent. EPERM for what would look like a fault of
/// the engine's own.
Expected<SignalInfo> load_info(const Caller& caller, In<SignalInfo> from, int signal) {
  SignalInfo info{};
  TRY(caller.copy_in(&info, from.address, kKnownSize));
  if (!caller.copy_in(&info, from.address, sizeof info))
    std::memset(reinterpret_cast<std::byte*>(&info) + kKnownSize, 0, sizeof info - kKnownSize);
  bool is_fault = signal >= 1 && signal <= kSignalCount && (kEngineSignals & signal_bit(signal));
  if (is_fault && info.si_code > 0) return failed(EPERM);
  return info;
}

}  // namespace

SyscallResult sys_rt_sigqueueinfo(Caller& caller, Pid pid, Signal signal, In<SignalInfo> from) {
  SignalInfo info = TRY(load_info(caller, from, signal));
  return host_result(host_call(SYS_rt_sigqueueinfo, pid.value, signal.value, &info));
}

SyscallResult sys_rt_tgsigqueueinfo(
    Caller& caller, Pid group, Pid thread, Signal signal, In<SignalInfo> from) {
  SignalInfo info = TRY(load_info(caller, from, signal));
  return host_result(
      host_call(SYS_rt_tgsigqueueinfo, group.value, thread.value, signal.value, &info));
}

SyscallResult sys_pidfd_send_signal(
    Caller& caller, Fd process, Signal signal, In<SignalInfo> from, Bits flags) {
  const void* native = nullptr;
  Expected<SignalInfo> info = failed(EFAULT);
  if (from) {
    info = load_info(caller, from, signal);
    if (!info && info.error() == Errno{EPERM}) return std::unexpected(info.error());
    native = info ? static_cast<const void*>(&*info) : caller.faulting_pointer();
  }
  return host_result(host_call(kPidfdSendSignal, process.value, signal.value, native, flags.value));
}

}  // namespace wali::sys
