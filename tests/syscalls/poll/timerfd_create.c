#include "timerfd.h"

int main(void) {
  int fd = (int)CALL(timerfd_create, CLOCK_MONOTONIC, 0);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  fd = (int)CALL(timerfd_create, CLOCK_REALTIME, O_NONBLOCK | O_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  unsigned long long count;
  SHOW(read(fd, &count, 8) < 0 ? errno : 0);
  CALL(timerfd_create, CLOCK_BOOTTIME, 0);
  CALL(timerfd_create, CLOCK_PROCESS_CPUTIME_ID, 0);
  CALL(timerfd_create, CLOCK_MONOTONIC_RAW, 0);
  CALL(timerfd_create, -1, 0);
  CALL(timerfd_create, 99, 0);
  CALL(timerfd_create, CLOCK_MONOTONIC, 1);
  CALL(timerfd_create, CLOCK_MONOTONIC, -1);
}
