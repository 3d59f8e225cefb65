#include "scheduling.h"

int main(void) {
  uint64_t first = 1, none = 0, far[16] = {1};
  CALL(sched_setaffinity, 0, 8, &first);
  uint64_t now[16];
  RAW(sched_getaffinity, 0, sizeof now, now);
  SHOW_HEX(now[0]);
  IN_CHILD(RAW(sched_getaffinity, 0, sizeof now, now); SHOW_HEX(now[0]));
  CALL(sched_setaffinity, getpid(), sizeof far, far);
  CALL(sched_setaffinity, 0, 1, &first);
  CALL(sched_setaffinity, 0, 0, &first);
  CALL(sched_setaffinity, 0, 8, &none);
  CALL(sched_setaffinity, 0, 8, NULL);
  CALL(sched_setaffinity, 0, 8, no_access());
  CALL(sched_setaffinity, 0, 8, before_the_end(4));
  CALL(sched_setaffinity, -1, 8, &first);
  CALL(sched_setaffinity, 0x3fffffff, 8, &first);
  IN_CHILD(as_nobody(); CALL(sched_setaffinity, 1, 8, &first));
}
