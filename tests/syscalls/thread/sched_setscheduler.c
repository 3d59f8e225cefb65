#include "scheduling.h"

int main(void) {
  int zero = 0, ten = 10, hundred = 100;
  CALL(sched_setscheduler, 0, SCHED_BATCH, &zero);
  show_policy();
  CALL(sched_setscheduler, getpid(), SCHED_OTHER, &zero);
  IN_CHILD(CALL(sched_setscheduler, 0, SCHED_FIFO, &ten); show_policy();
           CALL(sched_setscheduler, 0, SCHED_OTHER, &zero));
  IN_CHILD(CALL(sched_setscheduler, 0, SCHED_RR | 0x40000000, &ten); show_policy();
           CALL(sched_setscheduler, 0, SCHED_OTHER, &zero));
  IN_CHILD(CALL(sched_setscheduler, 0, SCHED_IDLE, &zero); show_policy());
  CALL(sched_setscheduler, 0, SCHED_OTHER, &ten);
  CALL(sched_setscheduler, 0, SCHED_FIFO, &zero);
  CALL(sched_setscheduler, 0, SCHED_FIFO, &hundred);
  CALL(sched_setscheduler, 0, 99, &zero);
  CALL(sched_setscheduler, 0, -1, &zero);
  CALL(sched_setscheduler, 0, SCHED_OTHER, NULL);
  CALL(sched_setscheduler, 0, SCHED_OTHER, no_access());
  CALL(sched_setscheduler, -1, SCHED_OTHER, &zero);
  CALL(sched_setscheduler, 0x3fffffff, SCHED_OTHER, &zero);
  IN_CHILD(as_nobody(); CALL(sched_setscheduler, 0, SCHED_FIFO, &ten);
           CALL(sched_setscheduler, 1, SCHED_OTHER, &zero));
}
