#include "clock.h"

int main(void) {
  struct timespec first, second;
  for (int clock = -1; clock <= 16; clock++) {
    memset(&first, 0x55, sizeof first);
    CALL(clock_gettime, clock, &first);
    CHECK(first.tv_nsec >= 0 && first.tv_nsec < 1000000000);
  }
  RAW(clock_gettime, CLOCK_MONOTONIC, &first);
  RAW(clock_gettime, CLOCK_MONOTONIC, &second);
  CHECK(nanoseconds(first) <= nanoseconds(second));
  CHECK(nanoseconds(second) - now() < 1000000000);
  RAW(clock_gettime, CLOCK_REALTIME, &first);
  CHECK(first.tv_sec - time(NULL) <= 1 && time(NULL) - first.tv_sec <= 1);
  clockid_t mine;
  clock_getcpuclockid(0, &mine);
  CALL(clock_gettime, mine, &first);
  CALL(clock_gettime, (~1000000 << 3) | 2, &first);
  CALL(clock_gettime, (~0 << 3) | 3, &first);
  CALL(clock_gettime, 0x7fffffff, &first);
  CALL(clock_gettime, CLOCK_REALTIME, NULL);
  CALL(clock_gettime, CLOCK_REALTIME, no_access());
  CALL(clock_gettime, CLOCK_REALTIME, read_only());
  CALL(clock_gettime, CLOCK_MONOTONIC, HIGHEST_PAGE);
  CALL(clock_gettime, CLOCK_MONOTONIC, before_the_end(16));
  CALL(clock_gettime, CLOCK_MONOTONIC, before_the_end(15));
  CALL(clock_gettime, CLOCK_PROCESS_CPUTIME_ID, no_access());
  CALL(clock_gettime, 99, no_access());
  CALL(clock_gettime, CLOCK_MONOTONIC, (char*)before_the_end(32) + 3);
}
