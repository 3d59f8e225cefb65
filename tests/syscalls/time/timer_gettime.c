#include "timer.h"

int main(void) {
  int timer = new_timer();
  struct itimerspec got = {{9, 9}, {9, 9}}, far = {{7, 8}, {1000, 0}};
  CALL(timer_gettime, timer, &got);
  SHOW(got.it_interval.tv_sec);
  SHOW(got.it_value.tv_sec);
  RAW(timer_settime, timer, 0, &far, NULL);
  CALL(timer_gettime, timer, &got);
  SHOW(got.it_interval.tv_sec);
  SHOW(got.it_interval.tv_nsec);
  CHECK(got.it_value.tv_sec == 999 || got.it_value.tv_sec == 1000);
  CALL(timer_gettime, timer, NULL);
  CALL(timer_gettime, timer, no_access());
  CALL(timer_gettime, timer, read_only());
  CALL(timer_gettime, timer, before_the_end(16));
  CALL(timer_gettime, 1000000, &got);
  CALL(timer_gettime, -1, no_access());
  IN_CHILD(CALL(timer_gettime, timer, &got));
}
