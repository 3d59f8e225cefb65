#include <sys/utsname.h>

#include "check.h"

int main(void) {
  struct utsname names;
  uname(&names);
  CALL(sethostname, names.nodename, strlen(names.nodename));
  struct utsname after;
  uname(&after);
  CHECK(strcmp(names.nodename, after.nodename) == 0);
  CALL(sethostname, "x", 65);
  CALL(sethostname, "x", -1);
  CALL(sethostname, NULL, 4);
  CALL(sethostname, no_access(), 4);
  CALL(sethostname, no_access(), 65);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(sethostname, "x", 1); CALL(sethostname, no_access(), 99));
}
