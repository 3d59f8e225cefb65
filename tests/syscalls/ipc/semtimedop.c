#include "ipc.h"

int main(void) {
  int id = new_set(2);
  struct timespec soon = {0, 20000000}, none = {0, 0}, bad = {0, 1000000000}, negative = {-1, 0};
  struct sembuf up = {0, 1, 0}, down = {0, -1, 0};
  CALL(semtimedop, id, &up, 1, NULL);
  CALL(semtimedop, id, &down, 1, &soon);
  CALL(semtimedop, id, &down, 1, &soon);
  CALL(semtimedop, id, &down, 1, &none);
  CALL(semtimedop, id, &down, 1, &bad);
  CALL(semtimedop, id, &down, 1, &negative);
  CALL(semtimedop, id, &down, 1, no_access());
  CALL(semtimedop, id, &up, 1, no_access());
  CALL(semtimedop, id, &up, 1, &bad);
  CALL(semtimedop, id, no_access(), 1, &soon);
  CALL(semtimedop, id, &up, 0, &soon);
  CALL(semtimedop, -1, &up, 1, &soon);
  SHOW(value_of(0));
}
