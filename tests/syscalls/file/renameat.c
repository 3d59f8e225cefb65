#include "paths.h"

int main(void) {
  make_files();
  CALL(renameat, AT_FDCWD, "file", AT_FDCWD, "moved");
  SHOW_TEXT(content_of("moved"));
  SHOW_OCTAL(mode_of("file"));
  CALL(renameat, AT_FDCWD, "moved", AT_FDCWD, "other");
  SHOW_TEXT(content_of("other"));
  CALL(renameat, AT_FDCWD, "absent", AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, "absent/x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, "folder");
  CALL(renameat, AT_FDCWD, "folder", AT_FDCWD, "other");
  CALL(renameat, AT_FDCWD, "folder", AT_FDCWD, "folder/below/x");
  CALL(renameat, AT_FDCWD, "empty", AT_FDCWD, "folder");
  CALL(renameat, AT_FDCWD, "folder", AT_FDCWD, "empty");
  SHOW_TEXT(content_of("empty/inner"));
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, "other");
  CALL(renameat, AT_FDCWD, "link", AT_FDCWD, "renamed-link");
  SHOW_OCTAL(mode_of("renamed-link"));
  CALL(renameat, AT_FDCWD, "other/x", AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, ".", AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, ".");
  CALL(renameat, AT_FDCWD, "", AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, "");
  CALL(renameat, AT_FDCWD, "other/", AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "empty/", AT_FDCWD, "folder/");
  CALL(renameat, AT_FDCWD, NULL, AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, NULL);
  CALL(renameat, AT_FDCWD, no_access(), AT_FDCWD, "x");
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, HIGHEST_PAGE);
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, long_name(256));
  CALL(renameat, AT_FDCWD, "other", AT_FDCWD, long_name(255));
  CALL(renameat, AT_FDCWD, long_name(4096), AT_FDCWD, "x");
  int folder = MUST(open("folder", O_RDONLY)), file = new_file("plain", "p");
  CALL(renameat, folder, "inner", AT_FDCWD, "taken-out");
  CALL(renameat, AT_FDCWD, "taken-out", folder, "put-back");
  CALL(renameat, folder, "put-back", folder, "inner");
  CALL(renameat, file, "x", folder, "y");
  CALL(renameat, folder, "inner", file, "y");
  CALL(renameat, -1, "x", folder, "y");
  CALL(renameat, folder, "inner", 999, "y");
}
