#include "check.h"

/* The kernel counts by ticks. */
static void spin(void) {
  struct rusage usage;
  do getrusage(RUSAGE_SELF, &usage);
  while (usage.ru_utime.tv_sec == 0 && usage.ru_utime.tv_usec <= 10000);
}

int main(void) {
  struct rusage usage;
  IN_CHILD(spin());
  spin();
  for (int who = -2; who <= 2; who++) {
    memset(&usage, 0, sizeof usage);
    CALL(getrusage, who, &usage);
    CHECK(usage.ru_utime.tv_sec * 1000000 + usage.ru_utime.tv_usec > 10000);
    CHECK(usage.ru_utime.tv_usec < 1000000);
    CHECK(usage.ru_minflt > 0);
    SHOW(usage.ru_nswap);
  }
  RAW(getrusage, 0, &usage);
  CHECK(usage.ru_maxrss > 100 && usage.ru_maxrss < 10000000);
  CALL(getrusage, RUSAGE_SELF, NULL);
  CALL(getrusage, RUSAGE_SELF, no_access());
  CALL(getrusage, RUSAGE_SELF, read_only());
  CALL(getrusage, RUSAGE_SELF, before_the_end(144));
  CALL(getrusage, RUSAGE_SELF, before_the_end(143));
  CALL(getrusage, 9, no_access());
}
