#include "check.h"

int main(void) {
  CHECK((RAW(membarrier, 0, 0, 0) & 0x1f) == 0x1f);
  CALL(membarrier, 1, 0, 0);
  CALL(membarrier, 8, 0, 0);
  CALL(membarrier, 16, 0, 0);
  CALL(membarrier, 8, 0, 0);
  CALL(membarrier, 4, 0, 0);
  CALL(membarrier, 2, 0, 0);
  CALL(membarrier, 1, 1, 0);
  CALL(membarrier, 3, 0, 0);
  CALL(membarrier, -1, 0, 0);
  CALL(membarrier, 1 << 20, 0, 0);
}
