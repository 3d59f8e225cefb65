#include "clock.h"

int main(void) {
  CALL(alarm, 0);
  CALL(alarm, 100);
  CALL(alarm, 50);
  struct itimerval left;
  MUST(getitimer(ITIMER_REAL, &left));
  CHECK(left.it_value.tv_sec == 49 || left.it_value.tv_sec == 50);
  SHOW(left.it_interval.tv_sec);
  CALL(alarm, 0);
  CALL(alarm, -1);
  CALL_OK(alarm, 0);
  left = (struct itimerval){{0, 0}, {0, 300000}};
  MUST(setitimer(ITIMER_REAL, &left, NULL));
  CALL(alarm, 0);
  block(SIGALRM);
  CALL(alarm, 1);
  SHOW(await(SIGALRM).si_code);
  IN_CHILD(sigset_t set = only(SIGALRM); sigprocmask(SIG_UNBLOCK, &set, NULL); CALL(alarm, 1);
           sleep(10));
}
