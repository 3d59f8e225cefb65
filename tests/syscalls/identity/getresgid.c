#include "identity.h"

int main(void) {
  unsigned real = 7, effective = 7, saved = 7;
  MUST(setresgid(1, 2, 3));
  CALL(getresgid, &real, &effective, &saved);
  SHOW(real);
  SHOW(effective);
  SHOW(saved);
  CALL(getresgid, NULL, &effective, &saved);
  CALL(getresgid, &real, NULL, &saved);
  CALL(getresgid, &real, &effective, NULL);
  CALL(getresgid, no_access(), &effective, &saved);
  CALL(getresgid, &real, read_only(), &saved);
  CALL(getresgid, &real, &effective, before_the_end(3));
  CALL(getresgid, &real, &effective, before_the_end(4));
}
