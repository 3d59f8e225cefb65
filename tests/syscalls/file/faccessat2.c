#include "access.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(faccessat2, AT_FDCWD, "file", R_OK, 0);
  CALL(faccessat2, AT_FDCWD, "file", X_OK, 0);
  CALL(faccessat2, AT_FDCWD, "file", R_OK, AT_EACCESS);
  CALL(faccessat2, AT_FDCWD, "dangling", F_OK, AT_SYMLINK_NOFOLLOW);
  CALL(faccessat2, AT_FDCWD, "dangling", F_OK, 0);
  CALL(faccessat2, AT_FDCWD, "loop", F_OK, AT_SYMLINK_NOFOLLOW);
  CALL(faccessat2, folder, "inner", R_OK, 0);
  CALL(faccessat2, file, "", R_OK, AT_EMPTY_PATH);
  CALL(faccessat2, file, "", X_OK, AT_EMPTY_PATH);
  CALL(faccessat2, file, "", R_OK, 0);
  CALL(faccessat2, file, "inner", R_OK, 0);
  CALL(faccessat2, -1, "file", R_OK, 0);
  CALL(faccessat2, folder, "inner", 8, 0);
  CALL(faccessat2, folder, "inner", R_OK, 0x4000);
  CALL(faccessat2, folder, "inner", R_OK, -1);
  CALL(faccessat2, folder, NULL, F_OK, 0);
  CALL(faccessat2, folder, no_access(), F_OK, 0);
  chmod(".", 0755);
  if (geteuid() == 0) {
    IN_CHILD(setegid(65534); seteuid(65534); CALL(faccessat2, AT_FDCWD, "closed", R_OK, 0);
             CALL(faccessat2, AT_FDCWD, "closed", R_OK, AT_EACCESS);
             CALL(faccessat2, AT_FDCWD, "shut/inner", F_OK, AT_EACCESS));
  }
}
