#include "check.h"

static pid_t child_that(int what) {
  pid_t child = MUST(fork());
  if (child != 0) return child;
  if (what < 256) _exit(what);
  if (what == 256) kill(getpid(), SIGKILL);
  if (what == 257) kill(getpid(), SIGSTOP);
  for (;;) pause();
}

int main(void) {
  int status = 0x55555555;
  struct rusage usage;
  memset(&usage, 0x55, sizeof usage);
  CALL(wait4, -1, &status, 0, NULL);
  pid_t child = child_that(3);
  CHECK(RAW(wait4, child, &status, 0, &usage) == child);
  SHOW_HEX(status);
  CHECK(usage.ru_utime.tv_sec >= 0 && usage.ru_utime.tv_sec < 10);
  CHECK(usage.ru_maxrss > 0 && usage.ru_minflt > 0);
  CALL(wait4, child, &status, 0, NULL);
  child = child_that(256);
  CHECK(RAW(wait4, -1, &status, 0, NULL) == child);
  SHOW_HEX(status);
  child = child_that(258);
  CALL(wait4, -1, &status, WNOHANG, NULL);
  CALL(wait4, child, &status, WNOHANG, NULL);
  kill(child, SIGSTOP);
  CHECK(RAW(wait4, child, &status, WUNTRACED, NULL) == child);
  SHOW_HEX(status);
  kill(child, SIGCONT);
  CHECK(RAW(wait4, child, &status, WCONTINUED, NULL) == child);
  SHOW_HEX(status);
  kill(child, SIGTERM);
  CHECK(RAW(wait4, 0, &status, 0, NULL) == child);
  SHOW_HEX(status);
  child = child_that(0);
  CHECK(RAW(wait4, -getpgrp(), NULL, 0, NULL) == child);
  CALL(wait4, -0x3fffffff, NULL, 0, NULL);
  CALL(wait4, 1, NULL, 0, NULL);
  CALL(wait4, 0x80000000, NULL, 0, NULL);
  CALL(wait4, -1, NULL, 0x100, NULL);
  CALL(wait4, -1, NULL, -1, NULL);
  child = child_that(0);
  CALL(wait4, -1, no_access(), 0, NULL);
  CALL(wait4, -1, NULL, 0, NULL);
  child = child_that(0);
  CALL(wait4, -1, NULL, 0, no_access());
  CALL(wait4, -1, NULL, 0, NULL);
}
