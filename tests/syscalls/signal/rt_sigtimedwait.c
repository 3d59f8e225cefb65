#include "signals.h"

int main(void) {
  block(BIT(SIGUSR1) | BIT(SIGUSR2) | BIT(SIGCHLD));
  uint64_t set = BIT(SIGUSR1) | BIT(SIGUSR2);
  struct information info;
  struct timespec zero = {0, 0}, soon = {0, 10000000}, bad = {0, 1000000000}, negative = {-1, 0};
  CALL(rt_sigtimedwait, &set, &info, &zero, 8);
  CALL(rt_sigtimedwait, &set, &info, &soon, 8);
  kill(getpid(), SIGUSR2);
  kill(getpid(), SIGUSR1);
  kill(getpid(), SIGUSR1);
  memset(&info, 0x55, sizeof info);
  CALL(rt_sigtimedwait, &set, &info, NULL, 8);
  SHOW(info.number);
  SHOW(info.code);
  CHECK(info.pid == getpid());
  SHOW(info.uid);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 8);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 8);
  pid_t child = MUST(fork());
  if (child == 0) _exit(7);
  set = BIT(SIGCHLD);
  CALL(rt_sigtimedwait, &set, &info, NULL, 8);
  SHOW(info.code);
  CHECK(info.pid == child);
  SHOW(info.uid);
  SHOW(info.value); /* si_status */
  print_end_of(child);
  CALL(rt_sigtimedwait, &set, NULL, &bad, 8);
  CALL(rt_sigtimedwait, &set, NULL, &negative, 8);
  CALL(rt_sigtimedwait, &set, NULL, no_access(), 8);
  CALL(rt_sigtimedwait, NULL, NULL, &zero, 8);
  CALL(rt_sigtimedwait, no_access(), NULL, &zero, 8);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 16);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 4);
  kill(getpid(), SIGUSR1);
  set = BIT(SIGUSR1);
  CALL(rt_sigtimedwait, &set, no_access(), &zero, 8);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 8);
  set = BIT(SIGKILL);
  CALL(rt_sigtimedwait, &set, NULL, &zero, 8);
}
