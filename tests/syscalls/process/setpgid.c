#include "check.h"

int main(void) {
  IN_CHILD(CALL(setpgid, 0, 0); CHECK(getpgrp() == getpid()); CALL(setpgid, 0, 0));
  IN_CHILD(CALL(setpgid, getpid(), 0); CHECK(getpgrp() == getpid()));
  CALL(setpgid, -1, 0);
  CALL(setpgid, 0, -1);
  CALL(setpgid, 0x3fffffff, 0);
  IN_CHILD(CALL(setpgid, 0, 0x3fffffff));
  IN_CHILD(MUST(setsid()); CALL(setpgid, 0, 0));
  CALL(setpgid, getppid(), 0);
  pid_t child = MUST(fork());
  if (child == 0) {
    pause();
    _exit(0);
  }
  CALL(setpgid, child, child);
  CHECK(getpgid(child) == child);
  CALL(setpgid, child, getpgrp());
  CHECK(getpgid(child) == getpgrp());
  kill(child, SIGKILL);
  print_end_of(child);
}
