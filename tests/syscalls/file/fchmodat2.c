#include "paths.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(fchmodat2, AT_FDCWD, "file", 0604, 0);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmodat2, folder, "inner", 0111, 0);
  SHOW_OCTAL(mode_of("folder/inner"));
  CALL(fchmodat2, AT_FDCWD, "link", 0600, 0);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmodat2, AT_FDCWD, "absent", 0600, 0);
  CALL(fchmodat2, AT_FDCWD, "dangling", 0600, 0);
  CALL(fchmodat2, file, "inner", 0600, 0);
  CALL(fchmodat2, -1, "file", 0600, 0);
  CALL(fchmodat2, 999, "file", 0600, 0);
  CALL(fchmodat2, AT_FDCWD, "", 0600, 0);
  CALL(fchmodat2, AT_FDCWD, NULL, 0600, 0);
  CALL(fchmodat2, AT_FDCWD, no_access(), 0600, 0);
  CALL(fchmodat2, file, "", 0644, AT_EMPTY_PATH);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmodat2, AT_FDCWD, "file", 0600, AT_SYMLINK_NOFOLLOW);
  CALL(fchmodat2, AT_FDCWD, "link", 0600, AT_SYMLINK_NOFOLLOW);
  CALL(fchmodat2, AT_FDCWD, "file", 0600, AT_SYMLINK_FOLLOW);
  CALL(fchmodat2, AT_FDCWD, "file", 0600, -1);
}
