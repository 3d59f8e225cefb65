// env: TZ=UTC0
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  time_t moment = 1700000000;
  struct tm parts;
  char text[100];
  gmtime_r(&moment, &parts);
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %b %j %U", &parts);
  puts(text);
  printf("%lld\n", (long long)timegm(&parts));
  parts.tm_mday += 400;
  printf("%lld\n", (long long)mktime(&parts));
  memset(&parts, 0, sizeof parts);
  puts(strptime("2001-02-03 04:05:06", "%Y-%m-%d %H:%M:%S", &parts) ? "parsed" : "not parsed");
  printf("%lld\n", (long long)timegm(&parts));
  printf("%s", asctime(&parts));
  struct timespec before, after, pause = {0, 20000000};
  clock_gettime(CLOCK_MONOTONIC, &before);
  nanosleep(&pause, NULL);
  clock_gettime(CLOCK_MONOTONIC, &after);
  long long elapsed =
      (after.tv_sec - before.tv_sec) * 1000000000LL + after.tv_nsec - before.tv_nsec;
  printf("%d %d\n", elapsed >= 20000000, elapsed < 2000000000);
  struct timeval now;
  gettimeofday(&now, NULL);
  printf("%d\n", llabs((long long)now.tv_sec - time(NULL)) <= 1);
  pause.tv_nsec = -1;
  int result = nanosleep(&pause, NULL);
  printf("%d %d\n", result, errno == EINVAL);
  // The rules of daylight saving that a zone has when it names none.
  setenv("TZ", "EST5EDT", 1);
  tzset();
  for (time_t when = 0; when < 1800000000; when += 100000000) {
    struct tm* local = localtime(&when);
    printf("%d:%02d %s\n", local->tm_hour, local->tm_min, local->tm_isdst ? tzname[1] : tzname[0]);
  }
  return 0;
}
