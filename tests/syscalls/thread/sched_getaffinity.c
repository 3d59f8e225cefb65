#include "scheduling.h"

int main(void) {
  uint64_t now[17];
  memset(now, 0x55, sizeof now);
  long size = CALL(sched_getaffinity, 0, 128, now);
  CHECK(size > 0 && size % 8 == 0 && now[0] != 0);
  CHECK(now[16] == 0x5555555555555555);
  CALL(sched_getaffinity, getpid(), 128, now);
  CALL(sched_getaffinity, 0, 8, now);
  CALL(sched_getaffinity, 0, 7, now);
  CALL(sched_getaffinity, 0, 9, now);
  CALL(sched_getaffinity, 0, 0, now);
  CALL(sched_getaffinity, 0, 128, NULL);
  CALL(sched_getaffinity, 0, 128, no_access());
  CALL(sched_getaffinity, 0, 128, read_only());
  CALL(sched_getaffinity, -1, 128, now);
  CALL(sched_getaffinity, 0x3fffffff, 128, now);
}
