#include "clock.h"

int main(void) {
  struct timex times;
  memset(&times, 0, sizeof times);
  SHOW(sizeof times);
  long state = RAW(adjtimex, &times);
  CHECK(state >= 0 && state <= 5);
  CHECK(times.time.tv_sec >= time(NULL) - 1 && times.time.tv_sec <= time(NULL) + 1);
  CHECK(times.tick == 10000);
  SHOW(times.precision);
  times.modes = 0x8001; /* an old way to ask, with what it does not know */
  CALL(adjtimex, &times);
  CALL(adjtimex, NULL);
  CALL(adjtimex, no_access());
  CALL(adjtimex, before_the_end(200));
  times.modes = ADJ_TICK;
  times.tick = 1;
  CALL(adjtimex, &times);
  times.tick = 10000;
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(adjtimex, &times));
}
