#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDWR));
  for (int advice = -1; advice < 8; advice++) CALL(fadvise, fd, 0, 4096, advice);
  CALL(fadvise, fd, 0, 0, POSIX_FADV_DONTNEED);
  CALL(fadvise, fd, -1, 10, POSIX_FADV_NORMAL);
  CALL(fadvise, fd, 0, -1, POSIX_FADV_NORMAL);
  CALL(fadvise, fd, 1ll << 40, 1ll << 40, POSIX_FADV_WILLNEED);
  CALL(fadvise, -1, 0, 10, POSIX_FADV_NORMAL);
  CALL(fadvise, 999, 0, 10, 99);
  CALL(fadvise, MUST(open("file", O_PATH)), 0, 10, POSIX_FADV_NORMAL);
  CALL(fadvise, MUST(open("folder", O_RDONLY)), 0, 10, POSIX_FADV_NORMAL);
  int ends[2];
  MUST(pipe(ends));
  CALL(fadvise, ends[0], 0, 10, POSIX_FADV_NORMAL);
}
