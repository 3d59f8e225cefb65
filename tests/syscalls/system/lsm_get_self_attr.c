#include <stdint.h>

#include "check.h"

int main(void) {
  char context[512];
  uint32_t size = sizeof context;
  CALL(lsm_get_self_attr, 100, context, &size, 0);
  SHOW(size);
  size = 0;
  CALL(lsm_get_self_attr, 100, NULL, &size, 0);
  CALL(lsm_get_self_attr, 0, context, &size, 0);
  CALL(lsm_get_self_attr, 100, context, NULL, 0);
  CALL(lsm_get_self_attr, 100, context, no_access(), 0);
  CALL(lsm_get_self_attr, 100, context, &size, 2);
}
