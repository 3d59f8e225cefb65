#include "clock.h"

int main(void) {
  struct timex times;
  memset(&times, 0, sizeof times);
  long state = RAW(clock_adjtime, CLOCK_REALTIME, &times);
  CHECK(state >= 0 && state <= 5);
  CHECK(times.time.tv_sec >= time(NULL) - 1 && times.time.tv_sec <= time(NULL) + 1);
  CALL(clock_adjtime, CLOCK_MONOTONIC, &times);
  CALL(clock_adjtime, CLOCK_PROCESS_CPUTIME_ID, &times);
  CALL(clock_adjtime, 99, &times);
  CALL(clock_adjtime, -1, &times);
  CALL(clock_adjtime, CLOCK_REALTIME, NULL);
  CALL(clock_adjtime, CLOCK_REALTIME, no_access());
  CALL(clock_adjtime, 99, no_access());
  times.modes = ADJ_TICK;
  times.tick = 10000;
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(clock_adjtime, CLOCK_REALTIME, &times));
}
