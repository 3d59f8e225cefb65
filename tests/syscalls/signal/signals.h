/* Sets of signals as the kernel has them, and waiting for one. */
#pragma once

#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>

#include "check.h"

#define BIT(number) (UINT64_C(1) << ((number) - 1))

__attribute__((unused)) static void block(uint64_t set) {
  if (RAW(rt_sigprocmask, SIG_BLOCK, &set, NULL, 8) != 0) give_up(__LINE__, "rt_sigprocmask");
}
__attribute__((unused)) static uint64_t blocked(void) {
  uint64_t set = 0;
  RAW(rt_sigprocmask, SIG_BLOCK, NULL, &set, 8);
  return set;
}
__attribute__((unused)) static uint64_t pending(void) {
  uint64_t set = 0;
  RAW(rt_sigpending, &set, 8);
  return set;
}

/* siginfo_t where signals that programs send have their parts. */
struct information {
  int number, error, code, padding, pid, uid, value;
  char rest[100];
};

__attribute__((unused)) static struct information await(int number) {
  uint64_t set = BIT(number);
  struct information info;
  memset(&info, 0, sizeof info);
  struct timespec limit = {5, 0};
  if (RAW(rt_sigtimedwait, &set, &info, &limit, 8) != number) SAY("no signal %d", number);
  return info;
}
__attribute__((unused)) static void show_next(int number) {
  struct information info = await(number);
  SHOW(info.number);
  SHOW(info.error);
  SHOW(info.code);
  CHECK(info.pid == getpid());
  SHOW(info.uid);
  SHOW(info.value);
}
