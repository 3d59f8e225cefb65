#include "timer.h"

int main(void) {
  int timer = new_timer();
  IN_CHILD(CALL(timer_delete, timer));
  CALL(timer_delete, timer);
  CALL(timer_delete, timer);
  CALL(timer_delete, 1000000);
  CALL(timer_delete, -1);
  timer = new_timer();
  struct itimerspec soon = {{0, 0}, {0, 1000000}};
  RAW(timer_settime, timer, 0, &soon, NULL);
  CALL(timer_delete, timer);
}
