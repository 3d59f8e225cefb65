#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("other", O_RDONLY));
  CALL(unlink, "other");
  struct stat status;
  MUST(fstat(fd, &status));
  SHOW(status.st_nlink);
  CALL(unlink, "other");
  CALL(unlink, "link");
  SHOW_TEXT(content_of("file"));
  CALL(unlink, "dangling");
  CALL(unlink, "folder");
  CALL(unlink, "folder/inner");
  CALL(unlink, "absent/x");
  CALL(unlink, "file/x");
  CALL(unlink, "loop/x");
  CALL(unlink, "");
  CALL(unlink, ".");
  CALL(unlink, "file/");
  CALL(unlink, NULL);
  CALL(unlink, no_access());
  CALL(unlink, HIGHEST_PAGE);
  CALL(unlink, long_name(256));
  CALL(unlink, "/proc/version");
}
