#include <signal.h>
#include <unistd.h>

#include "wali/handlers.h"
#include "wali/handlers/signal_set.h"

namespace wali::sys {

namespace {

constexpr uint32_t kSetSize = sizeof(uint64_t);
constexpr int32_t kOnStack = 1;  // SS_ONSTACK
constexpr int32_t kStackDisabled = Caller::AlternateStack::kDisabled;
constexpr int32_t kStackAutodisarm = Caller::AlternateStack::kAutomaticDisarming;
constexpr uint32_t kMinimumStack = 2048;  // MINSIGSTKSZ

/// Whether a handler runs on the alternate stack at this moment.
bool is_on_alternate_stack(const Caller& caller) {
  return caller.stack_pointer_cell != nullptr && caller.alternate_stack.is_enabled() &&
         caller.alternate_stack.contains(
             static_cast<uint32_t>(caller.stack_pointer_cell->words[0]));
}

bool is_signal(int number) {
  return number >= 1 && number <= kSignalCount;
}

/// Signals of the engine's are never blocked in the kernel: what came while the guest believed it
/// is sent again.
void release_held_signals(Caller& caller) {
  if ((caller.held_engine_signals.load() & ~caller.blocked_engine_signals) == 0) [[likely]]
    return;
  for (int signal : {SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGSYS}) {
    uint64_t bit = signal_bit(signal);
    if ((caller.blocked_engine_signals & bit) != 0) continue;
    if ((caller.held_engine_signals.fetch_and(~bit) & bit) == 0) continue;
    host_call(SYS_tgkill, getpid(), host_call(SYS_gettid), signal);
  }
}

GuestSigaction to_guest(const SignalAction& action) {
  return {action.handler, action.flags, action.restorer, action.mask};
}

}  // namespace

SyscallResult sys_rt_sigaction(
    Caller& caller, Signal signal, In<GuestSigaction> action, Out<GuestSigaction> old, Size size) {
  if (size != kSetSize) return failed(EINVAL);
  GuestSigaction wanted{};
  if (action) wanted = TRY(action.load(caller));
  bool is_fixed = signal == SIGKILL || signal == SIGSTOP;
  if (!is_signal(signal) || (action && is_fixed)) return failed(EINVAL);
  SignalAction before = caller.process().signal_action(signal);
  if (action) {
    SignalAction record{wanted.handler,
                        static_cast<uint32_t>(wanted.flags),
                        wanted.restorer,
                        wanted.mask & ~(signal_bit(SIGKILL) | signal_bit(SIGSTOP))};
    TRY(caller.process().set_signal_action(signal, record));
  }
  if (old) TRY(old.store(caller, to_guest(before)));
  return 0;
}

// No frame of a handler's is ever in linear memory, so the kernel would find a bad one: it kills.
SyscallResult sys_rt_sigreturn(Caller& caller, Long) {
  struct sigaction action = {};
  action.sa_handler = SIG_DFL;
  ::sigaction(SIGSEGV, &action, nullptr);
  host_call(SYS_tgkill, getpid(), host_call(SYS_gettid), SIGSEGV);
  caller.process().end(caller, SIGSEGV);
}

SyscallResult sys_rt_sigprocmask(
    Caller& caller, SignalHow how, In<GuestSigset> set, Out<GuestSigset> old, Size size) {
  if (size != kSetSize) return failed(EINVAL);
  uint64_t native = 0;
  uint64_t engine_signals_before = caller.blocked_engine_signals;
  if (set) {
    uint64_t wanted = TRY(set.load(caller)).bits;
    native = wanted & ~kEngineSignals;
    // Before the call, in which handlers may already run.
    uint64_t& blocked = caller.blocked_engine_signals;
    uint64_t changed = wanted & kEngineSignals;
    if (how == SIG_BLOCK) blocked |= changed;
    if (how == SIG_UNBLOCK) blocked &= ~changed;
    if (how == SIG_SETMASK) blocked = changed;
  }
  uint64_t before = 0;
  TRY(host_result(
      host_call(SYS_rt_sigprocmask, how.value, set ? &native : nullptr, &before, kSetSize)));
  if (set) release_held_signals(caller);
  if (old) TRY(old.store(caller, {(before & ~kEngineSignals) | engine_signals_before}));
  return 0;
}

SyscallResult sys_rt_sigpending(Caller& caller, Out<GuestSigset> out, Size size) {
  if (size > kSetSize) return failed(EINVAL);
  uint64_t pending = 0;
  TRY(host_result(host_call(SYS_rt_sigpending, &pending, kSetSize)));
  pending |= caller.held_engine_signals;
  TRY(caller.copy_out(out.address, &pending, size));
  return 0;
}

SyscallResult sys_rt_sigsuspend(Caller& caller, In<GuestSigset> mask, Size size) {
  if (size != kSetSize) return failed(EINVAL);
  uint64_t native = TRY(mask.load(caller)).bits & ~kEngineSignals;
  return host_result(host_call(SYS_rt_sigsuspend, &native, kSetSize));
}

SyscallResult sys_rt_sigtimedwait(
    Caller& caller, In<GuestSigset> set, Out<SignalInfo> info, In<timespec> timeout, Size size) {
  if (size != kSetSize) return failed(EINVAL);
  uint64_t native = TRY(set.load(caller)).bits & ~kEngineSignals;
  // Of the signals that can be waited for, the guest's layout of siginfo_t is the host's.
  return host_result(host_call(SYS_rt_sigtimedwait, &native, info.host, timeout.host, kSetSize));
}

SyscallResult sys_sigaltstack(Caller& caller, In<GuestStack> stack, Out<GuestStack> old) {
  Caller::AlternateStack before = caller.alternate_stack;
  if (is_on_alternate_stack(caller)) before.flags |= kOnStack;
  if (stack) {
    GuestStack wanted = TRY(stack.load(caller));
    if ((before.flags & kOnStack) != 0) return failed(EPERM);
    int32_t disarms = wanted.flags & kStackAutodisarm;
    int32_t mode = wanted.flags & ~kStackAutodisarm;
    if (mode == kStackDisabled) {
      caller.alternate_stack = {0, kStackDisabled | disarms, 0};
    } else {
      if (mode != 0 && mode != kOnStack) return failed(EINVAL);
      if (wanted.size < kMinimumStack) return failed(ENOMEM);
      caller.alternate_stack = {wanted.sp, disarms, wanted.size};
    }
  }
  if (old) TRY(old.store(caller, {before.sp, before.flags, before.size}));
  return 0;
}

SyscallResult sys_signalfd4(
    Caller& caller, Fd fd, In<GuestSigset> set, Size size, SignalFdFlags flags) {
  if (size != kSetSize) return failed(EINVAL);
  uint64_t native = TRY(set.load(caller)).bits & ~kEngineSignals;
  return host_result(host_call(SYS_signalfd4, fd.value, &native, kSetSize, flags.value));
}

SyscallResult sys_signalfd(Caller& caller, Fd fd, In<GuestSigset> set, Size size) {
  return sys_signalfd4(caller, fd, set, size, {});
}

SyscallResult sys_pause(Caller&) {
  return host_result(host_call(SYS_ppoll, nullptr, 0, nullptr, nullptr, 0));
}

}  // namespace wali::sys
