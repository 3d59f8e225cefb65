#include "access.h"

static void check_all(void) {
  CALL(access, "file", F_OK);
  CALL(access, "file", R_OK);
  CALL(access, "file", W_OK);
  CALL(access, "file", R_OK | W_OK);
  CALL(access, "file", X_OK);
  CALL(access, "program", R_OK | X_OK);
  CALL(access, "closed", R_OK);
  CALL(access, "folder", R_OK);
  CALL(access, "folder", X_OK);
  CALL(access, "shut/inner", F_OK);
  CALL(access, "link", R_OK);
}

int main(void) {
  make_files();
  check_all();
  CALL(access, "dangling", F_OK);
  CALL(access, "loop", F_OK);
  CALL(access, "absent", F_OK);
  CALL(access, "file/below", F_OK);
  CALL(access, "", F_OK);
  CALL(access, "file", 8);
  CALL(access, "file", -1);
  CALL(access, NULL, F_OK);
  CALL(access, no_access(), F_OK);
  CALL(access, "/proc/version", W_OK);
  CALL(access, "/", F_OK);
  chmod(".", 0755);
  if (geteuid() == 0) IN_CHILD(setgid(65534); setuid(65534); check_all());
}
