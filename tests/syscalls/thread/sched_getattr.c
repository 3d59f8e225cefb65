#include "scheduling.h"

int main(void) {
  struct attributes now;
  memset(&now, 0x55, sizeof now);
  CALL(sched_getattr, 0, &now, sizeof now, 0);
  SHOW(now.size);
  SHOW(now.policy);
  SHOW(now.nice);
  SHOW(now.priority);
  SHOW(now.more[7]);
  memset(&now, 0x55, sizeof now);
  CALL(sched_getattr, 0, &now, 48, 0);
  SHOW(now.size);
  SHOW_HEX(now.least);
  CALL(sched_getattr, getpid(), &now, 56, 0);
  CALL(sched_getattr, 0, &now, 47, 0);
  CALL(sched_getattr, 0, &now, 0, 0);
  CALL(sched_getattr, 0, &now, 5000, 0);
  CALL(sched_getattr, 0, &now, 56, 1);
  CALL(sched_getattr, -1, &now, 56, 0);
  CALL(sched_getattr, 0x3fffffff, &now, 56, 0);
  CALL(sched_getattr, 0, NULL, 56, 0);
  CALL(sched_getattr, 0, no_access(), 56, 0);
  CALL(sched_getattr, 0, read_only(), 56, 0);
  CALL(sched_getattr, 0, before_the_end(40), 56, 0);
}
