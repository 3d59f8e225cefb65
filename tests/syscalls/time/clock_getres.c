#include "clock.h"

int main(void) {
  for (int clock = -1; clock <= 16; clock++) {
    struct timespec resolution = {-1, -1};
    CALL(clock_getres, clock, &resolution);
    SHOW(resolution.tv_sec);
    SHOW(resolution.tv_nsec);
  }
  CALL(clock_getres, CLOCK_REALTIME, NULL);
  CALL(clock_getres, CLOCK_REALTIME, no_access());
  CALL(clock_getres, CLOCK_REALTIME, read_only());
  CALL(clock_getres, 99, NULL);
  CALL(clock_getres, 99, no_access());
  CALL(clock_getres, (~0 << 3) | 2, &(struct timespec){0});
}
