#include "identity.h"

int main(void) {
  unsigned real = 7, effective = 7, saved = 7;
  MUST(setresuid(1, 2, 3));
  CALL(getresuid, &real, &effective, &saved);
  SHOW(real);
  SHOW(effective);
  SHOW(saved);
  CALL(getresuid, NULL, &effective, &saved);
  CALL(getresuid, &real, NULL, &saved);
  CALL(getresuid, &real, &effective, NULL);
  CALL(getresuid, no_access(), &effective, &saved);
  CALL(getresuid, &real, read_only(), &saved);
  CALL(getresuid, &real, &effective, before_the_end(3));
  CALL(getresuid, &real, &effective, before_the_end(4));
}
