#include "timer.h"

int main(void) {
  int timer = new_timer();
  CALL(timer_getoverrun, timer);
  struct itimerspec every = {{0, 1000000}, {0, 1000000}}, zero = {{0, 0}, {0, 0}};
  RAW(timer_settime, timer, 0, &every, NULL);
  usleep(30000);
  siginfo_t info = await(SIGUSR1);
  CHECK(info.si_overrun > 5);
  CHECK(RAW(timer_getoverrun, timer) == info.si_overrun);
  RAW(timer_settime, timer, 0, &zero, NULL);
  CALL(timer_getoverrun, 1000000);
  CALL(timer_getoverrun, -1);
}
