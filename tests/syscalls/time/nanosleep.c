#include "clock.h"

int main(void) {
  struct timespec little = {0, 20000000}, zero = {0, 0}, left = {7, 7};
  long start = now();
  CALL(nanosleep, &little, &left);
  CHECK(now() - start >= 20000000);
  SHOW(left.tv_sec);
  SHOW(left.tv_nsec);
  CALL(nanosleep, &little, &little);
  SHOW(little.tv_nsec);
  CALL(nanosleep, &zero, NULL);
  CALL(nanosleep, &zero, no_access());
  struct timespec bad = {0, 1000000000}, negative = {0, -1}, before = {-1, 0};
  CALL(nanosleep, &bad, NULL);
  CALL(nanosleep, &negative, NULL);
  CALL(nanosleep, &before, NULL);
  CALL(nanosleep, NULL, NULL);
  CALL(nanosleep, no_access(), NULL);
  CALL(nanosleep, read_only(), NULL);
  CALL(nanosleep, before_the_end(15), NULL);
}
