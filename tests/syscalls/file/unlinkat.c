#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("other", O_RDONLY));
  CALL(unlinkat, AT_FDCWD, "other", 0);
  struct stat status;
  MUST(fstat(fd, &status));
  SHOW(status.st_nlink);
  CALL(unlinkat, AT_FDCWD, "other", 0);
  CALL(unlinkat, AT_FDCWD, "link", 0);
  SHOW_TEXT(content_of("file"));
  CALL(unlinkat, AT_FDCWD, "dangling", 0);
  CALL(unlinkat, AT_FDCWD, "folder", 0);
  CALL(unlinkat, AT_FDCWD, "folder/inner", 0);
  CALL(unlinkat, AT_FDCWD, "absent/x", 0);
  CALL(unlinkat, AT_FDCWD, "file/x", 0);
  CALL(unlinkat, AT_FDCWD, "loop/x", 0);
  CALL(unlinkat, AT_FDCWD, "", 0);
  CALL(unlinkat, AT_FDCWD, ".", 0);
  CALL(unlinkat, AT_FDCWD, "file/", 0);
  CALL(unlinkat, AT_FDCWD, NULL, 0);
  CALL(unlinkat, AT_FDCWD, no_access(), 0);
  CALL(unlinkat, AT_FDCWD, HIGHEST_PAGE, 0);
  CALL(unlinkat, AT_FDCWD, long_name(256), 0);
  CALL(unlinkat, AT_FDCWD, "/proc/version", 0);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  make_file("folder/inner", "x");
  CALL(unlinkat, folder, "inner", 0);
  CALL(unlinkat, folder, "below", 0);
  CALL(unlinkat, folder, "below", AT_REMOVEDIR);
  CALL(unlinkat, AT_FDCWD, "file", AT_REMOVEDIR);
  CALL(unlinkat, AT_FDCWD, ".", AT_REMOVEDIR);
  CALL(unlinkat, AT_FDCWD, "folder/..", AT_REMOVEDIR);
  CALL(unlinkat, AT_FDCWD, "folder-link", AT_REMOVEDIR);
  CALL(unlinkat, file, "x", 0);
  CALL(unlinkat, -1, "x", 0);
  CALL(unlinkat, folder, "x", 1);
  CALL(unlinkat, folder, "x", -1);
}
