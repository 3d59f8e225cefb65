#include "check.h"

int main(void) {
  IN_CHILD(CHECK(RAW(setsid) == getpid()); CHECK(getsid(0) == getpid());
           CHECK(getpgrp() == getpid());
           CALL(setsid));
  IN_CHILD(MUST(setpgid(0, 0)); CALL(setsid));
}
