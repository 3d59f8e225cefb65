#include "access.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(faccessat, AT_FDCWD, "file", R_OK, 0);
  CALL(faccessat, AT_FDCWD, "file", X_OK, 0);
  CALL(faccessat, folder, "inner", R_OK, 0);
  CALL(faccessat, folder, "absent", R_OK, 0);
  CALL(faccessat, file, "inner", R_OK, 0);
  CALL(faccessat, -1, "file", R_OK, 0);
  CALL(faccessat, -1, "/", R_OK, 0);
  CALL(faccessat, folder, "inner", 8, 0);
  CALL(faccessat, folder, NULL, F_OK, 0);
  CALL(faccessat, folder, no_access(), F_OK, 0);
  CALL(faccessat, AT_FDCWD, "dangling", F_OK, 0);
  CALL(faccessat, AT_FDCWD, "", F_OK, 0);
  CALL(faccessat, AT_FDCWD, "loop", F_OK, 0);
}
