#include <sys/utsname.h>

#include "check.h"

int main(void) {
  struct utsname names;
  memset(&names, 0x55, sizeof names);
  CALL(uname, &names);
  SHOW_TEXT(names.sysname);
  SHOW_TEXT(names.nodename);
  SHOW_TEXT(names.release);
  SHOW_TEXT(names.version);
  SHOW_TEXT(names.machine);
  SHOW(sizeof names);
  CALL(uname, NULL);
  CALL(uname, no_access());
  CALL(uname, read_only());
  CALL(uname, before_the_end(390));
  CALL(uname, before_the_end(389));
}
