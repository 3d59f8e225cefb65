#include "paths.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(fchmodat, AT_FDCWD, "file", 0604);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmodat, folder, "inner", 0111);
  SHOW_OCTAL(mode_of("folder/inner"));
  CALL(fchmodat, AT_FDCWD, "link", 0600);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmodat, AT_FDCWD, "absent", 0600);
  CALL(fchmodat, AT_FDCWD, "dangling", 0600);
  CALL(fchmodat, file, "inner", 0600);
  CALL(fchmodat, -1, "file", 0600);
  CALL(fchmodat, 999, "file", 0600);
  CALL(fchmodat, AT_FDCWD, "", 0600);
  CALL(fchmodat, AT_FDCWD, NULL, 0600);
  CALL(fchmodat, AT_FDCWD, no_access(), 0600);
}
