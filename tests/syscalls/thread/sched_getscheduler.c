#include "scheduling.h"

int main(void) {
  CALL(sched_getscheduler, 0);
  CALL(sched_getscheduler, getpid());
  CALL(sched_getscheduler, 1);
  IN_CHILD(int zero = 0; RAW(sched_setscheduler, 0, SCHED_BATCH, &zero);
           CALL(sched_getscheduler, 0));
  CALL(sched_getscheduler, -1);
  CALL(sched_getscheduler, 0x3fffffff);
}
