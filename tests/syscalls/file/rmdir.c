#include "paths.h"

int main(void) {
  make_files();
  CALL(rmdir, "empty");
  CALL(rmdir, "empty");
  CALL(rmdir, "folder");
  CALL(rmdir, "folder/below/");
  CALL(rmdir, "file");
  CALL(rmdir, "folder-link");
  CALL(rmdir, "absent");
  CALL(rmdir, "file/x");
  CALL(rmdir, ".");
  CALL(rmdir, "folder/..");
  CALL(rmdir, "/");
  CALL(rmdir, "");
  CALL(rmdir, NULL);
  CALL(rmdir, no_access());
  CALL(rmdir, long_name(256));
  mkdir("here", 0700);
  MUST(chdir("here"));
  CALL(rmdir, "../here");
  CALL(rmdir, ".");
  SHOW(open("x", O_CREAT | O_WRONLY, 0600));
  char* end = before_the_end(4);
  memcpy(end, "here", 4);
  CALL(rmdir, end);
}
