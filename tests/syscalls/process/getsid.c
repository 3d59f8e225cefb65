#include "check.h"

int main(void) {
  CHECK(RAW(getsid, 0) == getsid(0));
  CHECK(RAW(getsid, getpid()) == getsid(0));
  IN_CHILD(MUST(setsid()); CHECK(RAW(getsid, 0) == getpid()));
  CALL(getsid, -1);
  CALL(getsid, 0x3fffffff);
}
