#include "timerfd.h"

int main(void) {
  int fd = MUST(timerfd_create(CLOCK_MONOTONIC, O_NONBLOCK));
  struct itimerspec spec = {{0, 0}, {0, 1000000}}, old = {{5, 5}, {5, 5}};
  CALL(timerfd_settime, fd, 0, &spec, &old);
  SHOW(old.it_value.tv_sec);
  SHOW(expirations(fd));
  spec.it_value.tv_sec = 1000;
  spec.it_interval.tv_sec = 77;
  CALL(timerfd_settime, fd, 0, &spec, NULL);
  CALL(timerfd_settime, fd, 0, &spec, &old);
  SHOW(old.it_interval.tv_sec);
  CHECK(old.it_value.tv_sec >= 999 && old.it_value.tv_sec <= 1000);
  spec = (struct itimerspec){{0, 0}, {1, 0}};
  CALL(timerfd_settime, fd, TFD_TIMER_ABSTIME, &spec, NULL);
  SHOW(expirations(fd));
  spec.it_value.tv_nsec = 1000000000;
  CALL(timerfd_settime, fd, 0, &spec, NULL);
  spec.it_value.tv_nsec = -1;
  CALL(timerfd_settime, fd, 0, &spec, NULL);
  spec = (struct itimerspec){{0, 0}, {-1, 0}};
  CALL(timerfd_settime, fd, 0, &spec, NULL);
  spec = (struct itimerspec){{0, 0}, {0, 0}};
  CALL(timerfd_settime, fd, 0, &spec, NULL);
  CALL(timerfd_settime, fd, 4, &spec, NULL);
  CALL(timerfd_settime, fd, -1, &spec, NULL);
  CALL(timerfd_settime, fd, TFD_TIMER_CANCEL_ON_SET, &spec, NULL);
  CALL(timerfd_settime, fd, 0, NULL, NULL);
  CALL(timerfd_settime, fd, 0, no_access(), NULL);
  CALL(timerfd_settime, fd, 0, &spec, no_access());
  CALL(timerfd_settime, fd, 0, &spec, read_only());
  CALL(timerfd_settime, -1, 0, &spec, NULL);
  CALL(timerfd_settime, 0, 0, &spec, NULL);
  CALL(timerfd_settime, -1, 0, no_access(), NULL);
}
