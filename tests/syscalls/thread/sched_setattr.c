#include "scheduling.h"

int main(void) {
  struct attributes wanted = {.size = 48, .policy = SCHED_BATCH, .nice = 3}, now;
  CALL(sched_setattr, 0, &wanted, 0);
  RAW(sched_getattr, 0, &now, sizeof now, 0);
  SHOW(now.policy);
  SHOW(now.nice);
  IN_CHILD(wanted.policy = SCHED_FIFO; wanted.priority = 9; CALL(sched_setattr, 0, &wanted, 0);
           show_policy();
           int zero = 0;
           RAW(sched_setscheduler, 0, SCHED_OTHER, &zero));
  wanted.size = 56;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.size = 64;
  wanted.more[3] = 1;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.more[3] = 0;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.size = 47;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.size = 5000;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.size = 0;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.size = 48;
  wanted.nice = -5;
  IN_CHILD(as_nobody(); CALL(sched_setattr, 0, &wanted, 0));
  wanted.nice = 0;
  wanted.policy = 99;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.policy = SCHED_OTHER;
  wanted.flags = 0x10000;
  CALL(sched_setattr, 0, &wanted, 0);
  wanted.flags = 0;
  CALL(sched_setattr, 0, &wanted, 1);
  CALL(sched_setattr, -1, &wanted, 0);
  CALL(sched_setattr, 0x3fffffff, &wanted, 0);
  CALL(sched_setattr, 0, NULL, 0);
  CALL(sched_setattr, 0, no_access(), 0);
}
