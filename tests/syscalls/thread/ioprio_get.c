#include "check.h"

int main(void) {
  CALL(ioprio_get, 1, 0);
  CALL(ioprio_get, 1, getpid());
  CALL(ioprio_get, 2, 0);
  IN_CHILD(RAW(ioprio_set, 1, 0, 2 << 13 | 7); CALL(ioprio_get, 1, 0));
  CALL(ioprio_get, 9, 0);
  CALL(ioprio_get, 0, 0);
  CALL(ioprio_get, 1, 0x3fffffff);
  CALL(ioprio_get, 1, -1);
}
