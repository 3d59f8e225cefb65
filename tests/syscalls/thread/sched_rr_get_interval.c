#include "scheduling.h"

int main(void) {
  struct timespec interval = {7, 7};
  CALL(sched_rr_get_interval, 0, &interval);
  SHOW(interval.tv_sec);
  CHECK(interval.tv_nsec >= 0 && interval.tv_nsec < 1000000000);
  IN_CHILD(int three = 3; RAW(sched_setscheduler, 0, SCHED_FIFO, &three);
           CALL(sched_rr_get_interval, 0, &interval);
           SHOW(interval.tv_nsec);
           three = 0;
           RAW(sched_setscheduler, 0, SCHED_OTHER, &three));
  CALL(sched_rr_get_interval, 0, NULL);
  CALL(sched_rr_get_interval, 0, no_access());
  CALL(sched_rr_get_interval, 0, read_only());
  CALL(sched_rr_get_interval, -1, &interval);
  CALL(sched_rr_get_interval, 0x3fffffff, &interval);
}
