#include "signals.h"

int main(void) {
  uint64_t set = 0;
  CALL(rt_sigsuspend, &set, 16);
  CALL(rt_sigsuspend, &set, 4);
  CALL(rt_sigsuspend, &set, 0);
  CALL(rt_sigsuspend, NULL, 8);
  CALL(rt_sigsuspend, no_access(), 8);
  CALL(rt_sigsuspend, before_the_end(7), 8);
  IN_CHILD(block(BIT(SIGTERM)); kill(getpid(), SIGTERM); CALL(rt_sigsuspend, &set, 8));
  pid_t child = MUST(fork());
  if (child == 0) {
    block(BIT(SIGUSR1));
    set = ~BIT(SIGUSR1);
    CALL(rt_sigsuspend, &set, 8);
    _exit(0);
  }
  usleep(20000);
  kill(child, SIGTERM);
  kill(child, SIGUSR1);
  print_end_of(child);
}
