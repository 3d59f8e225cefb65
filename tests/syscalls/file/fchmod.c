#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDONLY));
  CALL(fchmod, fd, 0711);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmod, fd, 07000);
  SHOW_OCTAL(mode_of("file"));
  CALL(fchmod, MUST(open("folder", O_RDONLY)), 01777);
  SHOW_OCTAL(mode_of("folder"));
  CALL(fchmod, MUST(open("file", O_PATH)), 0600);
  CALL(fchmod, -1, 0600);
  CALL(fchmod, 999, 0600);
  int ends[2];
  MUST(pipe(ends));
  CALL(fchmod, ends[0], 0640);
  struct stat status;
  MUST(fstat(ends[0], &status));
  SHOW_OCTAL(status.st_mode);
}
