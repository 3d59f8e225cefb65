#include "clock.h"

int main(void) {
  struct timeval time = {1000000000, 0}, bad = {1000000000, 1000000}, worse = {1000000000, -1};
  struct timezone zone = {1000, 0};
  IN_CHILD(CALL(settimeofday, NULL, NULL));
  CALL(settimeofday, &bad, NULL);
  CALL(settimeofday, &worse, NULL);
  CALL(settimeofday, no_access(), NULL);
  CALL(settimeofday, NULL, no_access());
  IN_CHILD(CALL(settimeofday, NULL, &zone));
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(settimeofday, &time, NULL));
}
