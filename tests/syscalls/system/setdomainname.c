#include <sys/utsname.h>

#include "check.h"

int main(void) {
  struct utsname names;
  uname(&names);
  CALL(setdomainname, names.domainname, strlen(names.domainname));
  struct utsname after;
  uname(&after);
  CHECK(strcmp(names.domainname, after.domainname) == 0);
  CALL(setdomainname, "x", 65);
  CALL(setdomainname, "x", -1);
  CALL(setdomainname, NULL, 4);
  CALL(setdomainname, no_access(), 4);
  CALL(setdomainname, no_access(), 65);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(setdomainname, "x", 1); CALL(setdomainname, no_access(), 99));
}
