#include "clock.h"

int main(void) {
  struct timespec little = {0, 20000000}, zero = {0, 0}, left = {7, 7};
  long start = now();
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, &little, &left);
  CHECK(now() - start >= 20000000);
  SHOW(left.tv_sec);
  CALL(clock_nanosleep, CLOCK_REALTIME, 0, &zero, NULL);
  struct timespec then = after_now(CLOCK_MONOTONIC, 20000000);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &then, NULL);
  CHECK(now() >= nanoseconds(then));
  CALL(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &then, NULL);
  CALL(clock_nanosleep, CLOCK_BOOTTIME, 0, &zero, NULL);
  CALL(clock_nanosleep, CLOCK_TAI, 0, &zero, NULL);
  CALL(clock_nanosleep, CLOCK_THREAD_CPUTIME_ID, 0, &zero, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC_RAW, 0, &zero, NULL);
  CALL(clock_nanosleep, 99, 0, &zero, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 2, &zero, NULL);
  struct timespec bad = {0, 1000000000}, negative = {0, -1}, before = {-1, 0};
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, &bad, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, &negative, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, &before, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, NULL, NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, no_access(), NULL);
  CALL(clock_nanosleep, 99, 0, no_access(), NULL);
  CALL(clock_nanosleep, CLOCK_MONOTONIC, 0, &zero, no_access());
}
