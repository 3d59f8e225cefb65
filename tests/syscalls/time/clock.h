/* Times as comparable numbers, and whether they are plausible. */
#pragma once

#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>

#include "check.h"

__attribute__((unused)) static long nanoseconds(struct timespec time) {
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

__attribute__((unused)) static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return nanoseconds(time);
}

__attribute__((unused)) static struct timespec after_now(clockid_t clock, long more) {
  struct timespec time;
  clock_gettime(clock, &time);
  time.tv_nsec += more;
  time.tv_sec += time.tv_nsec / 1000000000;
  time.tv_nsec %= 1000000000;
  return time;
}

__attribute__((unused)) static void nothing(int number) {
  (void)number;
}

/* Blocks a signal, so that it can be waited for, and waits for it for up to five seconds. */
__attribute__((unused)) static sigset_t only(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  return set;
}
__attribute__((unused)) static void block(int number) {
  sigset_t set = only(number);
  MUST(sigprocmask(SIG_BLOCK, &set, NULL));
}
__attribute__((unused)) static siginfo_t await(int number) {
  sigset_t set = only(number);
  siginfo_t info;
  struct timespec limit = {5, 0};
  memset(&info, 0, sizeof info);
  if (sigtimedwait(&set, &info, &limit) != number) SAY("no signal %d", number);
  return info;
}
