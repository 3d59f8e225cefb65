#include "paths.h"

int main(void) {
  make_files();
  CALL(mkdir, "new", 0777);
  SHOW_OCTAL(mode_of("new"));
  umask(0);
  CALL(mkdir, "odd", 01712);
  SHOW_OCTAL(mode_of("odd"));
  CALL(mkdir, "bits", 0177777);
  SHOW_OCTAL(mode_of("bits"));
  CALL(mkdir, "new", 0700);
  CALL(mkdir, "file", 0700);
  CALL(mkdir, "link", 0700);
  CALL(mkdir, "dangling", 0700);
  CALL(mkdir, "absent/x", 0700);
  CALL(mkdir, "file/x", 0700);
  CALL(mkdir, "loop/x", 0700);
  CALL(mkdir, "slash/", 0700);
  CALL(mkdir, "", 0700);
  CALL(mkdir, ".", 0700);
  CALL(mkdir, NULL, 0700);
  CALL(mkdir, no_access(), 0700);
  CALL(mkdir, long_name(255), 0700);
  CALL(mkdir, long_name(256), 0700);
  CALL(mkdir, "/proc/x", 0700);
  MUST(chmod("new", 02755));
  CALL(mkdir, "new/inherits", 0700);
  SHOW_OCTAL(mode_of("new/inherits"));
}
