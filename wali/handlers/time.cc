#include <sys/time.h>

#include <ctime>

#include "wali/handlers.h"

namespace wali::sys {

// Through the C library, which asks the vDSO and enters the kernel only for clocks that it does not
// serve.
SyscallResult sys_clock_gettime(Caller& caller, ClockId clock, Out<timespec> out) {
  timespec now;
  if (::clock_gettime(clock, &now) != 0) return failed(errno);
  TRY(out.store(caller, now));
  return 0;
}

SyscallResult sys_gettimeofday(Caller& caller, Out<timeval> out, Out<struct timezone> zone) {
  if (out) {
    timeval now;
    ::gettimeofday(&now, nullptr);
    TRY(out.store(caller, now));
  }
  if (zone) return host_result(host_call(SYS_gettimeofday, nullptr, zone.host));
  return 0;
}

SyscallResult sys_time(Caller& caller, Out<int64_t> out) {
  timespec now;
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (out) TRY(out.store(caller, now.tv_sec));
  return now.tv_sec;
}

SyscallResult sys_alarm(Caller&, UInt seconds) {
  itimerval wanted{{0, 0}, {seconds, 0}}, before{};
  TRY(host_result(host_call(SYS_setitimer, ITIMER_REAL, &wanted, &before)));
  int64_t left = before.it_value.tv_sec;
  // Rounded, but never to "no alarm was set" where one was.
  if (before.it_value.tv_usec >= 500'000 || (left == 0 && before.it_value.tv_usec > 0)) ++left;
  return left;
}

}  // namespace wali::sys
