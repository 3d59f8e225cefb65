#include "signals.h"

int main(void) {
  uint64_t set = BIT(SIGUSR1) | BIT(SIGTERM) | BIT(64), old = 5;
  CALL(rt_sigprocmask, SIG_BLOCK, &set, &old, 8);
  SHOW_HEX(old);
  SHOW_HEX(blocked());
  set = BIT(SIGTERM);
  CALL(rt_sigprocmask, SIG_UNBLOCK, &set, &old, 8);
  SHOW_HEX(old);
  SHOW_HEX(blocked());
  set = ~UINT64_C(0);
  CALL(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
  SHOW_HEX(blocked());
  CALL(rt_sigprocmask, SIG_SETMASK, NULL, &old, 8);
  SHOW_HEX(old);
  set = BIT(SIGSEGV) | BIT(SIGFPE);
  CALL(rt_sigprocmask, SIG_UNBLOCK, &set, &set, 8);
  SHOW_HEX(set);
  SHOW_HEX(blocked());
  set = 0;
  CALL(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
  SHOW_HEX(blocked());
  CALL(rt_sigprocmask, 3, &set, NULL, 8);
  CALL(rt_sigprocmask, -1, &set, NULL, 8);
  CALL(rt_sigprocmask, 77, NULL, &old, 8);
  CALL(rt_sigprocmask, SIG_BLOCK, NULL, NULL, 8);
  CALL(rt_sigprocmask, SIG_BLOCK, &set, &old, 16);
  CALL(rt_sigprocmask, SIG_BLOCK, &set, &old, 4);
  CALL(rt_sigprocmask, SIG_BLOCK, &set, &old, 0);
  CALL(rt_sigprocmask, SIG_BLOCK, no_access(), NULL, 8);
  CALL(rt_sigprocmask, 77, no_access(), NULL, 8);
  set = BIT(SIGUSR2);
  CALL(rt_sigprocmask, SIG_BLOCK, &set, no_access(), 8);
  SHOW_HEX(blocked());
  CALL(rt_sigprocmask, SIG_BLOCK, &set, read_only(), 8);
  CALL(rt_sigprocmask, SIG_BLOCK, before_the_end(8), NULL, 8);
  CALL(rt_sigprocmask, SIG_BLOCK, before_the_end(4), NULL, 8);
  IN_CHILD(SHOW_HEX(blocked()); kill(getpid(), SIGUSR2); SHOW_HEX(pending()); set = 0;
           RAW(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8));
  set = BIT(SIGKILL) | BIT(SIGSTOP);
  CALL(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8);
  SHOW_HEX(blocked());
}
