#include "check.h"

int main(void) {
  CALL(sched_yield);
  for (int i = 0; i < 1000; i++) RAW(sched_yield);
  CALL(sched_yield);
}
