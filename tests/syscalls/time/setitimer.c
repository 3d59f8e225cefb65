#include "clock.h"

int main(void) {
  struct itimerval timer = {{0, 20000}, {0, 10000}}, old, zero = {{0, 0}, {0, 0}};
  block(SIGALRM);
  CALL(setitimer, ITIMER_REAL, &timer, NULL);
  SHOW(await(SIGALRM).si_code);
  await(SIGALRM);
  CALL(setitimer, ITIMER_REAL, &zero, &old);
  SHOW(old.it_interval.tv_usec);
  CALL(setitimer, ITIMER_REAL, &zero, &old);
  SHOW(old.it_interval.tv_usec);
  SHOW(old.it_value.tv_usec);
  struct itimerval far = {{5, 6}, {1000, 0}};
  CALL(setitimer, ITIMER_VIRTUAL, &far, NULL);
  CALL(setitimer, ITIMER_PROF, &far, &old);
  CALL(setitimer, ITIMER_PROF, NULL, &old);
  SHOW(old.it_interval.tv_sec);
  CALL(setitimer, ITIMER_VIRTUAL, &zero, NULL);
  CALL(setitimer, 3, &far, NULL);
  CALL(setitimer, -1, &far, NULL);
  far.it_value.tv_usec = 1000000;
  CALL(setitimer, ITIMER_REAL, &far, NULL);
  far = (struct itimerval){{0, -1}, {1, 0}};
  CALL(setitimer, ITIMER_REAL, &far, NULL);
  far = (struct itimerval){{0, 0}, {-1, 0}};
  CALL(setitimer, ITIMER_REAL, &far, NULL);
  CALL(setitimer, ITIMER_REAL, no_access(), NULL);
  CALL(setitimer, ITIMER_REAL, &zero, no_access());
  CALL(setitimer, ITIMER_REAL, &zero, read_only());
  CALL(setitimer, 9, no_access(), NULL);
  struct itimerval soon = {{0, 0}, {0, 10000}};
  IN_CHILD(MUST(sigprocmask(SIG_UNBLOCK, &(sigset_t[]){only(SIGALRM)}[0], NULL));
           CALL(setitimer, ITIMER_REAL, &soon, NULL);
           sleep(5));
  IN_CHILD(CALL(setitimer, ITIMER_VIRTUAL, &soon, NULL); for (;;) continue);
}
