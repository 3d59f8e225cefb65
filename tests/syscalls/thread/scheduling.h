#pragma once

#include <sched.h>
#include <stdint.h>
#include <time.h>

#include "check.h"

struct attributes {
  uint32_t size, policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime, deadline, period;
  uint32_t least, most;
  char more[8];
};
__attribute__((unused)) static void as_nobody(void) {
  MUST(setgid(65534));
  MUST(setuid(65534));
}
__attribute__((unused)) static void show_policy(void) {
  int parameter = -1;
  RAW(sched_getparam, 0, &parameter);
  SAY("policy %d, priority %d", (int)RAW(sched_getscheduler, 0), parameter);
}
