#include "signals.h"

int main(void) {
  block(BIT(SIGUSR1));
  CALL(kill, getpid(), 0);
  CALL(kill, getpid(), SIGUSR1);
  show_next(SIGUSR1);
  setpgid(0, 0);
  CALL(kill, 0, SIGUSR1);
  SHOW(await(SIGUSR1).code);
  CALL(kill, -getpid(), SIGUSR1);
  SHOW(await(SIGUSR1).code);
  CALL(kill, getpid(), 65);
  CALL(kill, getpid(), -1);
  CALL(kill, 0x3fffffff, 0);
  CALL(kill, -0x3fffffff, SIGUSR1);
  CALL(kill, 0x80000000, SIGUSR1);
  for (int number = 1; number < 32; number += 3) {
    if (number != SIGSTOP) IN_CHILD(CALL(kill, getpid(), number));
  }
  pid_t child = MUST(fork());
  if (child == 0)
    for (;;) pause();
  CALL(kill, child, SIGSTOP);
  int status;
  MUST(waitpid(child, &status, WUNTRACED));
  CHECK(WIFSTOPPED(status));
  CALL(kill, child, SIGCONT);
  CALL(kill, child, SIGKILL);
  print_end_of(child);
  CALL(kill, child, 0);
  pid_t parent = getpid();
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(kill, parent, 0);
           CALL(kill, parent, SIGUSR1));
}
