#include "paths.h"

int main(void) {
  make_files();
  CALL(chdir, "folder");
  SHOW_TEXT(content_of("inner"));
  CALL(chdir, "..");
  CALL(chdir, "folder-link/below");
  CALL(chdir, "../..");
  SHOW_TEXT(content_of("file"));
  CALL(chdir, "file");
  CALL(chdir, "absent");
  CALL(chdir, "loop");
  CALL(chdir, "dangling");
  CALL(chdir, "");
  CALL(chdir, ".");
  CALL(chdir, NULL);
  CALL(chdir, no_access());
  CALL(chdir, HIGHEST_PAGE);
  CALL(chdir, long_name(256));
  CALL(chdir, long_name(4096));
  CALL(chdir, "empty");
  rmdir("../empty");
  CALL(chdir, ".");
  CALL(chdir, "..");
  char* end = before_the_end(6);
  memcpy(end, "folder", 6);
  CALL(chdir, end);
  CALL(chdir, "/");
  SHOW(access("proc", F_OK));
}
