#include "status.h"

int main(void) {
  make_files();
  struct stat status;
  int fd = MUST(open("file", O_RDONLY));
  CALL(fstat, fd, &status);
  SHOW_STATUS(status);
  CALL(fstat, MUST(open("link", O_PATH | O_NOFOLLOW)), &status);
  SHOW_STATUS(status);
  CALL(fstat, MUST(open("folder", O_RDONLY)), &status);
  SHOW_STATUS(status);
  unlink("file");
  CALL(fstat, fd, &status);
  SHOW_STATUS(status);
  int ends[2];
  MUST(pipe(ends));
  CALL(fstat, ends[0], &status);
  SHOW_OCTAL(status.st_mode);
  CALL(fstat, -1, &status);
  CALL(fstat, 999, &status);
  CALL(fstat, fd, NULL);
  CALL(fstat, fd, no_access());
  CALL(fstat, fd, read_only());
  CALL(fstat, -1, NULL);
  struct stat* end = before_the_end(144);
  CALL(fstat, fd, end);
  CALL(fstat, fd, (char*)end + 1);
}
