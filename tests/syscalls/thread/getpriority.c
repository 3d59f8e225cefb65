#include "scheduling.h"

int main(void) {
  CALL(getpriority, PRIO_PROCESS, 0);
  CALL(getpriority, PRIO_PROCESS, getpid());
  CALL(getpriority, PRIO_PGRP, 0);
  IN_CHILD(setpriority(PRIO_PROCESS, 0, 7); CALL(getpriority, PRIO_PROCESS, 0));
  IN_CHILD(MUST(setuid(65531)); setpriority(PRIO_PROCESS, 0, 9); CALL(getpriority, PRIO_USER, 0);
           CALL(getpriority, PRIO_USER, 65531));
  CALL(getpriority, PRIO_USER, 0x3ffffff0);
  CALL(getpriority, 3, 0);
  CALL(getpriority, -1, 0);
  CALL(getpriority, PRIO_PROCESS, 0x3fffffff);
  CALL(getpriority, PRIO_PROCESS, -1);
}
