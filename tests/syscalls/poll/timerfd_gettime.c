#include "timerfd.h"

int main(void) {
  int fd = MUST(timerfd_create(CLOCK_MONOTONIC, O_NONBLOCK));
  struct itimerspec spec = {{3, 4}, {1000, 0}}, now = {{9, 9}, {9, 9}};
  CALL(timerfd_gettime, fd, &now);
  SHOW(now.it_value.tv_sec + now.it_value.tv_nsec + now.it_interval.tv_sec);
  MUST(timerfd_settime(fd, 0, &spec, NULL));
  CALL(timerfd_gettime, fd, &now);
  SHOW(now.it_interval.tv_sec);
  SHOW(now.it_interval.tv_nsec);
  CHECK(now.it_value.tv_sec >= 999 && now.it_value.tv_sec <= 1000);
  CALL(timerfd_gettime, fd, NULL);
  CALL(timerfd_gettime, fd, no_access());
  CALL(timerfd_gettime, fd, read_only());
  CALL(timerfd_gettime, fd, HIGHEST_PAGE);
  CALL(timerfd_gettime, fd, before_the_end(32));
  CALL(timerfd_gettime, fd, before_the_end(24));
  CALL(timerfd_gettime, -1, &now);
  CALL(timerfd_gettime, 0, &now);
  CALL(timerfd_gettime, 999, NULL);
}
