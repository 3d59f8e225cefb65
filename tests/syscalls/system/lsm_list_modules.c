#include <stdint.h>

#include "check.h"

int main(void) {
  uint64_t ids[16] = {0};
  uint32_t size = sizeof ids;
  CALL(lsm_list_modules, ids, &size, 0);
  SHOW(size);
  for (int i = 0; i < 16; i++) SHOW(ids[i]);
  size = 4;
  CALL(lsm_list_modules, ids, &size, 0);
  SHOW(size);
  size = sizeof ids;
  CALL(lsm_list_modules, ids, &size, 1);
  CALL(lsm_list_modules, no_access(), &size, 0);
  CALL(lsm_list_modules, ids, no_access(), 0);
  CALL(lsm_list_modules, ids, NULL, 0);
}
