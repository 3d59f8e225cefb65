#include "identity.h"

int main(void) {
  MUST(chmod(".", 0777));
  CALL(setfsuid, 1000);
  CALL(setfsuid, -1);
  make_file("file", "");
  struct stat status;
  MUST(stat("file", &status));
  SHOW(status.st_uid);
  CALL(setfsuid, 0);
  CALL(setfsuid, 0);
  IN_CHILD(as_nobody(); CALL(setfsuid, 5); CALL(setfsuid, 65534));
}
