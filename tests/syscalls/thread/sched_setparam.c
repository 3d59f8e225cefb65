#include "scheduling.h"

int main(void) {
  int zero = 0, five = 5;
  CALL(sched_setparam, 0, &zero);
  CALL(sched_setparam, 0, &five);
  IN_CHILD(int one = 1; RAW(sched_setscheduler, 0, SCHED_RR, &one); CALL(sched_setparam, 0, &five);
           show_policy();
           RAW(sched_setscheduler, 0, SCHED_OTHER, &zero));
  CALL(sched_setparam, 0, NULL);
  CALL(sched_setparam, 0, no_access());
  CALL(sched_setparam, -1, &zero);
  CALL(sched_setparam, 0x3fffffff, &zero);
}
