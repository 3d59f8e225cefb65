#include "identity.h"

int main(void) {
  CALL(setfsgid, 1000);
  CALL(setfsgid, -1);
  make_file("file", "");
  struct stat status;
  MUST(stat("file", &status));
  SHOW(status.st_gid);
  CALL(setfsgid, 0);
  CALL(setfsgid, 0);
  IN_CHILD(as_nobody(); CALL(setfsgid, 5); CALL(setfsgid, 65534));
}
