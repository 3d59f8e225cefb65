#include "clock.h"

int main(void) {
  struct timeval time_now = {-1, -1};
  struct timezone zone = {77, 77};
  CALL(gettimeofday, &time_now, &zone);
  CHECK(time_now.tv_sec >= time(NULL) - 1 && time_now.tv_sec <= time(NULL) + 1);
  CHECK(time_now.tv_usec >= 0 && time_now.tv_usec < 1000000);
  SHOW(zone.tz_minuteswest);
  SHOW(zone.tz_dsttime);
  CALL(gettimeofday, NULL, NULL);
  CALL(gettimeofday, &time_now, NULL);
  CALL(gettimeofday, NULL, &zone);
  CALL(gettimeofday, no_access(), NULL);
  CALL(gettimeofday, read_only(), NULL);
  CALL(gettimeofday, before_the_end(16), NULL);
  CALL(gettimeofday, before_the_end(12), NULL);
  CALL(gettimeofday, NULL, no_access());
  CALL(gettimeofday, NULL, before_the_end(4));
  CALL(gettimeofday, &time_now, HIGHEST_PAGE);
}
