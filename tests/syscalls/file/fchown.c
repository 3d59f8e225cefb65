#include "owner.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDONLY));
  CALL(fchown, fd, 1000, 2000);
  SHOW_OWNER("file");
  CALL(fchown, fd, -1, 7);
  SHOW_OWNER("file");
  CALL(fchown, fd, 8, -1);
  SHOW_OWNER("file");
  CALL(fchown, MUST(open("folder", O_RDONLY)), 3, 4);
  SHOW_OWNER("folder");
  CALL(fchown, MUST(open("file", O_PATH)), 1, 1);
  CALL(fchown, -1, 1, 1);
  CALL(fchown, 999, 1, 1);
  int ends[2];
  MUST(pipe(ends));
  CALL(fchown, ends[0], 1, 1);
}
