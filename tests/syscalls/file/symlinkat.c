#include "paths.h"

int main(void) {
  make_files();
  char target[64];
  CALL(symlinkat, "file", AT_FDCWD, "new-link", 0);
  SHOW_TEXT(content_of("new-link"));
  CALL(symlinkat, "any text // at all", AT_FDCWD, "odd", 0);
  SHOW_BYTES(target, readlink("odd", target, sizeof target));
  CALL(symlinkat, "x", AT_FDCWD, "file", 0);
  CALL(symlinkat, "x", AT_FDCWD, "link", 0);
  CALL(symlinkat, "x", AT_FDCWD, "absent/x", 0);
  CALL(symlinkat, "x", AT_FDCWD, "file/x", 0);
  CALL(symlinkat, "", AT_FDCWD, "x", 0);
  CALL(symlinkat, "x", AT_FDCWD, "", 0);
  CALL(symlinkat, NULL, AT_FDCWD, "x", 0);
  CALL(symlinkat, "x", AT_FDCWD, NULL, 0);
  CALL(symlinkat, no_access(), AT_FDCWD, "x", 0);
  CALL(symlinkat, "x", AT_FDCWD, no_access(), 0);
  CALL(symlinkat, long_name(4095), AT_FDCWD, "long", 0);
  CALL(symlinkat, long_name(4096), AT_FDCWD, "longer", 0);
  CALL(symlinkat, "x", AT_FDCWD, long_name(256), 0);
  CALL(symlinkat, "x", AT_FDCWD, "folder/", 0);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(symlinkat, "inner", folder, "near");
  SHOW_TEXT(content_of("folder/near"));
  CALL(symlinkat, "inner", file, "near");
  CALL(symlinkat, "inner", -1, "near");
  CALL(symlinkat, "inner", 999, "near");
}
