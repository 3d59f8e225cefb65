#include "paths.h"

int main(void) {
  make_files();
  char target[64];
  CALL(symlink, "file", "new-link", 0);
  SHOW_TEXT(content_of("new-link"));
  CALL(symlink, "any text // at all", "odd", 0);
  SHOW_BYTES(target, readlink("odd", target, sizeof target));
  CALL(symlink, "x", "file", 0);
  CALL(symlink, "x", "link", 0);
  CALL(symlink, "x", "absent/x", 0);
  CALL(symlink, "x", "file/x", 0);
  CALL(symlink, "", "x", 0);
  CALL(symlink, "x", "", 0);
  CALL(symlink, NULL, "x", 0);
  CALL(symlink, "x", NULL, 0);
  CALL(symlink, no_access(), "x", 0);
  CALL(symlink, "x", no_access(), 0);
  CALL(symlink, long_name(4095), "long", 0);
  CALL(symlink, long_name(4096), "longer", 0);
  CALL(symlink, "x", long_name(256), 0);
  CALL(symlink, "x", "folder/", 0);
}
