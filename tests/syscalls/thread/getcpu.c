#include "check.h"

int main(void) {
  unsigned long first = 1;
  if (RAW(sched_setaffinity, 0, 8, &first) != 0) give_up(__LINE__, "sched_setaffinity");
  unsigned cpu = 77, node = 77;
  CALL(getcpu, &cpu, &node, NULL);
  SHOW(cpu);
  SHOW(node);
  CALL(getcpu, NULL, NULL, NULL);
  CALL(getcpu, &cpu, NULL, no_access());
  CALL(getcpu, no_access(), NULL, NULL);
  CALL(getcpu, NULL, no_access(), NULL);
  CALL(getcpu, read_only(), NULL, NULL);
  CALL(getcpu, before_the_end(4), NULL, NULL);
}
