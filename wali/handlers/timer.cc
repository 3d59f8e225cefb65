#include <csignal>
#include <ctime>

#include "wali/handlers.h"

// What a timer or a message queue does when it is time: sigevent(3type). Its first member is a
// union of an int and a pointer, so everything behind it lies elsewhere for a guest.

namespace wali::sys {

namespace {

constexpr int kCookieSize = 32;  // what SIGEV_THREAD of mq_notify points to

Expected<sigevent> native_event(const Caller& caller, In<GuestSigevent> event) {
  GuestSigevent guest = TRY(event.load(caller));
  sigevent native{};
  copy_numbers(native, guest);
  native.sigev_value.sival_ptr = reinterpret_cast<void*>(uintptr_t{guest.value});
  return native;
}

}  // namespace

SyscallResult sys_timer_create(Caller& caller,
                               ClockId clock,
                               In<GuestSigevent> event,
                               Out<int32_t> timer) {
  sigevent native{};
  if (event) native = TRY(native_event(caller, event));
  return host_result(
      host_call(SYS_timer_create, clock.value, event ? &native : nullptr, timer.host));
}

SyscallResult sys_mq_open(
    Caller&, Text name, OpenFlags flags, QueueMode mode, QueueAttributes attributes) {
  return host_result(
      host_call(SYS_mq_open, name.host, swap_open_flags(flags), mode.value, attributes.host));
}

SyscallResult sys_mq_notify(Caller& caller, Fd queue, In<GuestSigevent> event) {
  if (!event) return host_result(host_call(SYS_mq_notify, queue.value, nullptr));
  sigevent native = TRY(native_event(caller, event));
  if (native.sigev_notify == SIGEV_THREAD) {
    auto cookie = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(native.sigev_value.sival_ptr));
    native.sigev_value.sival_ptr = caller.host_pointer(cookie, kCookieSize);
  }
  return host_result(host_call(SYS_mq_notify, queue.value, &native));
}

}  // namespace wali::sys
