#include "clock.h"

int main(void) {
  struct timespec time = {1000000000, 0}, bad = {0, 1000000000}, negative = {-1, 0};
  CALL(clock_settime, CLOCK_MONOTONIC, &time);
  CALL(clock_settime, CLOCK_BOOTTIME, &time);
  CALL(clock_settime, CLOCK_PROCESS_CPUTIME_ID, &time);
  CALL(clock_settime, 99, &time);
  CALL(clock_settime, -1, &time);
  CALL(clock_settime, CLOCK_REALTIME, NULL);
  CALL(clock_settime, CLOCK_REALTIME, no_access());
  CALL(clock_settime, CLOCK_REALTIME, &bad);
  CALL(clock_settime, CLOCK_REALTIME, &negative);
  CALL(clock_settime, 99, no_access());
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(clock_settime, CLOCK_REALTIME, &time));
}
