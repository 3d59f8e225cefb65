#include "check.h"

int main(void) {
  CHECK(RAW(getpgid, 0) == getpgrp());
  CHECK(RAW(getpgid, getpid()) == getpgrp());
  IN_CHILD(setpgid(0, 0); CHECK(RAW(getpgid, 0) == getpid()));
  CALL(getpgid, -1);
  CALL(getpgid, 0x3fffffff);
}
