#include "scheduling.h"

int main(void) {
  int value = 77;
  CALL(sched_getparam, 0, &value);
  SHOW(value);
  IN_CHILD(int three = 3; RAW(sched_setscheduler, 0, SCHED_FIFO, &three);
           CALL(sched_getparam, 0, &value);
           SHOW(value);
           value = 0;
           RAW(sched_setscheduler, 0, SCHED_OTHER, &value));
  CALL(sched_getparam, 0, NULL);
  CALL(sched_getparam, 0, no_access());
  CALL(sched_getparam, 0, read_only());
  CALL(sched_getparam, 0, before_the_end(4));
  CALL(sched_getparam, -1, &value);
  CALL(sched_getparam, 0x3fffffff, &value);
}
