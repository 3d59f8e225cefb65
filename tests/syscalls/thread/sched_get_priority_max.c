#include "scheduling.h"

int main(void) {
  for (int policy = -1; policy < 9; policy++) CALL(sched_get_priority_max, policy);
  CALL(sched_get_priority_max, 0x40000001);
  CALL(sched_get_priority_max, 0x7fffffff);
}
