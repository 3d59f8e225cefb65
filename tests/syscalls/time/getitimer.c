#include "clock.h"

int main(void) {
  struct itimerval timer = {{3, 4}, {1000, 0}}, got;
  for (int which = -1; which < 4; which++) {
    memset(&got, 0x55, sizeof got);
    CALL(getitimer, which, &got);
    SHOW(got.it_interval.tv_sec);
    SHOW(got.it_value.tv_sec);
  }
  MUST(setitimer(ITIMER_REAL, &timer, NULL));
  CALL(getitimer, ITIMER_REAL, &got);
  SHOW(got.it_interval.tv_sec);
  SHOW(got.it_interval.tv_usec);
  CHECK(got.it_value.tv_sec == 999 || got.it_value.tv_sec == 1000);
  IN_CHILD(CALL(getitimer, ITIMER_REAL, &got); SHOW(got.it_value.tv_sec));
  CALL(getitimer, ITIMER_REAL, NULL);
  CALL(getitimer, ITIMER_REAL, no_access());
  CALL(getitimer, ITIMER_REAL, read_only());
  CALL(getitimer, ITIMER_REAL, before_the_end(31));
  CALL(getitimer, 9, no_access());
}
