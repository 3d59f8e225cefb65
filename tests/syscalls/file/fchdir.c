#include "paths.h"

int main(void) {
  make_files();
  int here = MUST(open(".", O_RDONLY)), folder = MUST(open("folder", O_RDONLY | O_DIRECTORY));
  CALL(fchdir, folder);
  SHOW_TEXT(content_of("inner"));
  CALL(fchdir, here);
  SHOW_TEXT(content_of("file"));
  CALL(fchdir, MUST(open("folder", O_PATH)));
  SHOW_TEXT(content_of("inner"));
  CALL(fchdir, MUST(open("inner", O_RDONLY)));
  CALL(fchdir, -1);
  CALL(fchdir, 999);
  CALL(fchdir, 0);
  CALL(fchdir, here);
  int empty = MUST(open("empty", O_RDONLY));
  rmdir("empty");
  CALL(fchdir, empty);
  char name[64];
  SHOW(getcwd(name, sizeof name) == NULL ? errno : 0);
}
