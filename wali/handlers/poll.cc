#include <sys/epoll.h>

#include <algorithm>
#include <climits>
#include <ctime>
#include <memory>

#include "wali/handlers.h"
#include "wali/handlers/signal_set.h"

namespace wali::sys {

namespace {

SyscallResult wait_for_events(const Caller& caller,
                              int fd,
                              EpollEvents events,
                              long number,
                              long timeout,
                              const SignalSetArgument& mask) {
  if constexpr (StructLayout<GuestEpollEvent>::kIsHosts) {
    uint64_t room = sizeof(epoll_event) * static_cast<uint64_t>(std::max(events.count, 0));
    return host_result(host_call(number,
                                 fd,
                                 caller.host_pointer(events.address, room),
                                 events.count,
                                 timeout,
                                 mask.pointer(),
                                 sizeof(uint64_t)));
  } else {
    // The kernel allows as many as its own structures would fit into an int: guests see x86-64's.
    constexpr int kLimit = INT_MAX / int{sizeof(GuestEpollEvent)}, kMost = 1 << 16;
    bool is_count = events.count > 0 && events.count <= kLimit;
    int count = is_count ? std::min(events.count, kMost) : -1;
    auto native =
        std::make_unique_for_overwrite<epoll_event[]>(static_cast<size_t>(is_count ? count : 0));
    int64_t ready = TRY(host_result(
        host_call(number, fd, native.get(), count, timeout, mask.pointer(), sizeof(uint64_t))));
    for (uint32_t i = 0; i < static_cast<uint64_t>(ready); ++i) {
      GuestEpollEvent event;
      copy_numbers(event, native[i]);
      auto stored = caller.store(events.address + i * uint32_t{sizeof event}, event);
      if (!stored && i != 0) return i;
      TRY(std::move(stored));
    }
    return ready;
  }
}

}  // namespace

SyscallResult sys_poll(Caller&, PollFds fds, Int milliseconds) {
  timespec timeout{milliseconds / 1000, (milliseconds % 1000) * 1'000'000L};
  return host_result(
      host_call(SYS_ppoll, fds.host, fds.count, milliseconds < 0 ? nullptr : &timeout, nullptr, 0));
}

SyscallResult sys_ppoll(
    Caller& caller, PollFds fds, Remaining<timespec> timeout, In<GuestSigset> mask, Size size) {
  SignalSetArgument host_mask;
  TRY(host_mask.load(caller, mask, size));
  return host_result(host_call(
      SYS_ppoll, fds.host, fds.count, timeout.host, host_mask.pointer(), sizeof(uint64_t)));
}

// The kernel's own select is missing on some architectures; pselect6 takes nanoseconds and, like
// it, leaves the time that remains.
SyscallResult sys_select(
    Caller& caller, Int count, FdSet read, FdSet write, FdSet except, Remaining<timeval> timeout) {
  if (!timeout) {
    return host_result(
        host_call(SYS_pselect6, count.value, read.host, write.host, except.host, nullptr, nullptr));
  }
  timeval given = TRY(timeout.load(caller));
  timespec left{0, given.tv_usec % 1'000'000 * 1000};
  // A sum that wraps is negative and refused, as in the kernel.
  (void)__builtin_add_overflow(given.tv_sec, given.tv_usec / 1'000'000, &left.tv_sec);
  SyscallResult result = host_result(
      host_call(SYS_pselect6, count.value, read.host, write.host, except.host, &left, nullptr));
  // As Linux: memory that cannot be written does not fail a call that has been done.
  (void)timeout.store(caller, {left.tv_sec, left.tv_nsec / 1000});
  return result;
}

SyscallResult sys_pselect6(Caller& caller,
                           Int count,
                           FdSet read,
                           FdSet write,
                           FdSet except,
                           Remaining<timespec> timeout,
                           SignalSetAndSize mask) {
  struct NativeSetAndSize {
    const uint64_t* set;
    uint64_t size;
  } native{nullptr, sizeof(uint64_t)};
  SignalSetArgument host_mask;
  if (mask != 0) {
    auto guest = TRY(caller.load<GuestSetAndSize>(mask));
    In<GuestSigset> set = In<GuestSigset>::decode(caller, &guest.address);
    TRY(host_mask.load(caller, set, static_cast<uint32_t>(guest.size)));
    native.set = host_mask.pointer();
  }
  return host_result(host_call(
      SYS_pselect6, count.value, read.host, write.host, except.host, timeout.host, &native));
}

SyscallResult sys_epoll_create(Caller&, Int size) {
  if (size <= 0) return failed(EINVAL);
  return host_result(host_call(SYS_epoll_create1, 0));
}

SyscallResult sys_epoll_ctl([[maybe_unused]] Caller& caller,
                            Fd epoll,
                            EpollControl control,
                            Fd fd,
                            In<GuestEpollEvent> event) {
  if constexpr (StructLayout<GuestEpollEvent>::kIsHosts) {
    return host_result(host_call(SYS_epoll_ctl, epoll.value, control.value, fd.value, event.host));
  } else {
    epoll_event native{};
    if (control != EPOLL_CTL_DEL) copy_numbers(native, TRY(event.load(caller)));
    return host_result(host_call(SYS_epoll_ctl, epoll.value, control.value, fd.value, &native));
  }
}

SyscallResult sys_epoll_wait(Caller& caller, Fd epoll, EpollEvents events, Int timeout) {
  return wait_for_events(caller, epoll, events, SYS_epoll_pwait, timeout, SignalSetArgument());
}

SyscallResult sys_epoll_pwait(
    Caller& caller, Fd epoll, EpollEvents events, Int timeout, In<GuestSigset> mask, Size size) {
  SignalSetArgument host_mask;
  TRY(host_mask.load(caller, mask, size));
  return wait_for_events(caller, epoll, events, SYS_epoll_pwait, timeout, host_mask);
}

SyscallResult sys_epoll_pwait2(Caller& caller,
                               Fd epoll,
                               EpollEvents events,
                               In<timespec> timeout,
                               In<GuestSigset> mask,
                               Size size) {
  SignalSetArgument host_mask;
  TRY(host_mask.load(caller, mask, size));
  return wait_for_events(
      caller, epoll, events, SYS_epoll_pwait2, kernel_word(timeout.host), host_mask);
}

SyscallResult sys_eventfd(Caller&, UInt initial) {
  return host_result(host_call(SYS_eventfd2, initial.value, 0));
}

}  // namespace wali::sys
