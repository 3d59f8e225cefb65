#include "scheduling.h"

int main(void) {
  IN_CHILD(CALL(setpriority, PRIO_PROCESS, 0, 5); SHOW(RAW(getpriority, 0, 0));
           CALL(setpriority, PRIO_PROCESS, 0, -3);
           SHOW(RAW(getpriority, 0, 0)));
  IN_CHILD(CALL(setpriority, PRIO_PROCESS, 0, 1000); SHOW(RAW(getpriority, 0, 0));
           CALL(setpriority, PRIO_PROCESS, 0, -1000);
           SHOW(RAW(getpriority, 0, 0)));
  IN_CHILD(as_nobody(); CALL(setpriority, PRIO_PROCESS, 0, 4);
           CALL(setpriority, PRIO_PROCESS, 0, 2);
           CALL(setpriority, PRIO_PROCESS, 1, 19));
  IN_CHILD(MUST(setpgid(0, 0)); CALL(setpriority, PRIO_PGRP, 0, 6); SHOW(RAW(getpriority, 0, 0)));
  CALL(setpriority, 3, 0, 0);
  CALL(setpriority, -1, 0, 0);
  CALL(setpriority, PRIO_PROCESS, 0x3fffffff, 0);
}
