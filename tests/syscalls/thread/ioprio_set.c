#include "check.h"

int main(void) {
  IN_CHILD(CALL(ioprio_set, 1, 0, 2 << 13 | 5); SHOW(RAW(ioprio_get, 1, 0)));
  IN_CHILD(CALL(ioprio_set, 1, getpid(), 3 << 13); SHOW(RAW(ioprio_get, 1, 0)));
  IN_CHILD(CALL(ioprio_set, 1, 0, 1 << 13 | 4); SHOW(RAW(ioprio_get, 1, 0)));
  CALL(ioprio_set, 1, 0, 2 << 13 | 9);
  CALL(ioprio_set, 1, 0, 7 << 13);
  CALL(ioprio_set, 1, 0, 5);
  CALL(ioprio_set, 9, 0, 2 << 13);
  CALL(ioprio_set, 1, 0x3fffffff, 2 << 13);
  CALL(ioprio_set, 2, 0x3fffffff, 2 << 13);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(ioprio_set, 1, 0, 1 << 13 | 4);
           CALL(ioprio_set, 1, 1, 2 << 13));
}
