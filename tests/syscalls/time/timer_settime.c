#include "timer.h"

int main(void) {
  int timer = new_timer();
  struct itimerspec every = {{0, 10000000}, {0, 10000000}}, old, zero = {{0, 0}, {0, 0}},
                    far = {{7, 8}, {1000, 0}};
  CALL(timer_settime, timer, 0, &every, NULL);
  for (int i = 0; i < 3; i++) SHOW(await(SIGUSR1).si_value.sival_int);
  CALL(timer_settime, timer, 0, &far, &old);
  SHOW(old.it_interval.tv_nsec);
  CALL(timer_settime, timer, 0, &zero, &old);
  SHOW(old.it_interval.tv_sec);
  SHOW(old.it_interval.tv_nsec);
  CHECK(old.it_value.tv_sec == 999 || old.it_value.tv_sec == 1000);
  struct itimerspec at = {{0, 0}, after_now(CLOCK_MONOTONIC, 10000000)};
  CALL(timer_settime, timer, TIMER_ABSTIME, &at, NULL);
  await(SIGUSR1);
  CHECK(now() >= nanoseconds(at.it_value));
  CALL(timer_settime, timer, 0x100, &zero, NULL);
  struct itimerspec bad = {{0, 0}, {0, 1000000000}}, negative = {{0, 0}, {-1, 0}},
                    interval = {{0, -1}, {1, 0}};
  CALL(timer_settime, timer, 0, &bad, NULL);
  CALL(timer_settime, timer, 0, &negative, NULL);
  CALL(timer_settime, timer, 0, &interval, NULL);
  CALL(timer_settime, timer, 0, NULL, &old);
  CALL(timer_settime, timer, 0, no_access(), &old);
  CALL(timer_settime, timer, 0, &zero, no_access());
  CALL(timer_settime, timer, 0, &zero, read_only());
  CALL(timer_settime, 1000000, 0, &zero, NULL);
  CALL(timer_settime, -1, 0, &zero, NULL);
  CALL(timer_settime, -1, 0, no_access(), NULL);
}
