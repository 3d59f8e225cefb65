#include "check.h"

int main(void) {
  char buffer[64];
  CHECK(RAW(syslog, 10, NULL, 0) > 0);
  CALL(syslog, 3, NULL, 4);
  CALL(syslog, 3, buffer, -1);
  CALL(syslog, 3, buffer, 0);
  CALL(syslog, 3, no_access(), 100);
  CALL(syslog, 0, NULL, 0);
  CALL(syslog, 1, NULL, 0);
  CALL(syslog, 8, NULL, 99);
  CALL(syslog, 99, NULL, 0);
  CALL(syslog, -1, NULL, 0);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(syslog, 5, NULL, 0));
}
