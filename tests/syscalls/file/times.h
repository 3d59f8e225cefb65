/* What the programs of utimensat and its relatives share. */
#pragma once

#include <sys/time.h>
#include <time.h>

#include "paths.h"

#define TIME_NOW ((1l << 30) - 1)
#define TIME_OMIT ((1l << 30) - 2)

/* A time of today is shown as `now`. */
__attribute__((unused)) static const char* time_text(struct timespec time, char* text) {
  if (time.tv_sec > 1700000000 && time.tv_sec < 4000000000) return "now";
  sprintf(text, "%lld.%09ld", (long long)time.tv_sec, (long)time.tv_nsec);
  return text;
}

__attribute__((unused)) static void print_times(int line, const char* name) {
  struct stat status;
  char first[64], second[64];
  MUST(lstat(name, &status));
  print_line(
      line, "%s: %s %s", name, time_text(status.st_atim, first), time_text(status.st_mtim, second));
}
#define SHOW_TIMES(name) print_times(__LINE__, name)
