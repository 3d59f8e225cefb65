/* sethostname and setdomainname, for the programs that define THE_CALL to be one of the two and
 * PART to be what it sets of struct utsname. */
#pragma once

#include <sys/utsname.h>

#include "check.h"

int main(void) {
  struct utsname names;
  uname(&names);
  CALL_IT(names.PART, strlen(names.PART));
  struct utsname after;
  uname(&after);
  CHECK(strcmp(names.PART, after.PART) == 0);
  CALL_IT("x", 65);
  CALL_IT("x", -1);
  CALL_IT(NULL, 4);
  CALL_IT(no_access(), 4);
  CALL_IT(no_access(), 65);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL_IT("x", 1); CALL_IT(no_access(), 99));
}
