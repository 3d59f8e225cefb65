#include <sys/times.h>

#include "clock.h"

/* The kernel counts by ticks. */
static void spin(void) {
  struct tms times_now;
  do times(&times_now);
  while (times_now.tms_utime < 2);
}

int main(void) {
  IN_CHILD(spin());
  spin();
  struct tms times;
  memset(&times, 0x55, sizeof times);
  long first = CALL_OK(times, &times);
  CHECK(times.tms_utime >= 1 && times.tms_utime < 6000);
  CHECK(times.tms_stime >= 0 && times.tms_stime < 6000);
  CHECK(times.tms_cutime + times.tms_cstime >= 1 && times.tms_cutime < 6000);
  CHECK(RAW(times, NULL) >= first);
  CALL(times, no_access());
  CALL(times, read_only());
  CALL_OK(times, before_the_end(32));
  CALL(times, before_the_end(24));
}
