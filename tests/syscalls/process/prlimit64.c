#include "check.h"

int main(void) {
  struct rlimit old = {7, 7}, new = {100, 200};
  CALL(prlimit64, 0, RLIMIT_NOFILE, NULL, &old);
  CHECK(old.rlim_cur > 10);
  IN_CHILD(CALL(prlimit64, getpid(), RLIMIT_NOFILE, &new, &old);
           CALL(prlimit64, 0, RLIMIT_NOFILE, NULL, &old);
           SHOW(old.rlim_cur);
           SHOW(old.rlim_max));
  IN_CHILD(new.rlim_cur = new.rlim_max = 1L << 33; CALL(prlimit64, 0, RLIMIT_AS, &new, &new);
           CHECK(new.rlim_cur != 1L << 33);
           CALL(prlimit64, 0, RLIMIT_AS, NULL, &old);
           SHOW(old.rlim_cur));
  pid_t child = MUST(fork());
  if (child == 0)
    for (;;) pause();
  CALL(prlimit64, child, RLIMIT_CORE, &new, NULL);
  CALL(prlimit64, child, RLIMIT_CORE, NULL, &old);
  SHOW(old.rlim_max);
  CALL(prlimit64, child, RLIMIT_STACK, NULL, &old);
  kill(child, SIGKILL);
  print_end_of(child);
  CALL(prlimit64, 0, RLIMIT_CORE, NULL, NULL);
  CALL(prlimit64, 0, RLIMIT_AS, NULL, NULL);
  CALL(prlimit64, 0, 16, NULL, &old);
  CALL(prlimit64, 0, -1, NULL, &old);
  CALL(prlimit64, 0x3fffffff, RLIMIT_CORE, NULL, &old);
  CALL(prlimit64, -1, RLIMIT_CORE, NULL, &old);
  CALL(prlimit64, 0, RLIMIT_CORE, no_access(), NULL);
  CALL(prlimit64, 0, RLIMIT_CORE, NULL, no_access());
  CALL(prlimit64, 0, RLIMIT_AS, no_access(), NULL);
  CALL(prlimit64, 0, RLIMIT_AS, NULL, no_access());
  CALL(prlimit64, 0, 99, no_access(), NULL);
  new.rlim_cur = 201;
  new.rlim_max = 200;
  CALL(prlimit64, 0, RLIMIT_CORE, &new, NULL);
  CALL(prlimit64, 0, RLIMIT_DATA, &new, NULL);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534));
           CALL(prlimit64, getppid(), RLIMIT_CORE, NULL, &old));
}
