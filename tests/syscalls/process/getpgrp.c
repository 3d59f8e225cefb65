#include "check.h"

int main(void) {
  CHECK(RAW(getpgrp) == getpgid(0));
  IN_CHILD(MUST(setpgid(0, 0)); CHECK(RAW(getpgrp) == getpid()));
  IN_CHILD(MUST(setsid()); CHECK(RAW(getpgrp) == getpid()));
}
