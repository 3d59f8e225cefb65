#include "paths.h"

int main(void) {
  make_files();
  CALL(mkdirat, AT_FDCWD, "new", 0777);
  SHOW_OCTAL(mode_of("new"));
  umask(0);
  CALL(mkdirat, AT_FDCWD, "odd", 01712);
  SHOW_OCTAL(mode_of("odd"));
  CALL(mkdirat, AT_FDCWD, "bits", 0177777);
  SHOW_OCTAL(mode_of("bits"));
  CALL(mkdirat, AT_FDCWD, "new", 0700);
  CALL(mkdirat, AT_FDCWD, "file", 0700);
  CALL(mkdirat, AT_FDCWD, "link", 0700);
  CALL(mkdirat, AT_FDCWD, "dangling", 0700);
  CALL(mkdirat, AT_FDCWD, "absent/x", 0700);
  CALL(mkdirat, AT_FDCWD, "file/x", 0700);
  CALL(mkdirat, AT_FDCWD, "loop/x", 0700);
  CALL(mkdirat, AT_FDCWD, "slash/", 0700);
  CALL(mkdirat, AT_FDCWD, "", 0700);
  CALL(mkdirat, AT_FDCWD, ".", 0700);
  CALL(mkdirat, AT_FDCWD, NULL, 0700);
  CALL(mkdirat, AT_FDCWD, no_access(), 0700);
  CALL(mkdirat, AT_FDCWD, long_name(255), 0700);
  CALL(mkdirat, AT_FDCWD, long_name(256), 0700);
  CALL(mkdirat, AT_FDCWD, "/proc/x", 0700);
  MUST(chmod("new", 02755));
  CALL(mkdirat, AT_FDCWD, "new/inherits", 0700);
  SHOW_OCTAL(mode_of("new/inherits"));
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(mkdirat, folder, "new", 0700);
  SHOW_OCTAL(mode_of("folder/new"));
  CALL(mkdirat, file, "x", 0700);
  CALL(mkdirat, -1, "x", 0700);
  CALL(mkdirat, 999, "x", 0700);
}
