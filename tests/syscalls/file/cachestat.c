#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDWR));
  unsigned long long range[2] = {0, 4096}, result[5] = {9, 9, 9, 9, 9};
  CALL(cachestat, fd, range, result, 0);
  SHOW(result[0]);
  SHOW(result[2]);
  range[1] = 0;
  CALL(cachestat, fd, range, result, 0);
  SHOW(result[0]);
  range[0] = 1 << 20;
  CALL(cachestat, fd, range, result, 0);
  SHOW(result[0]);
  CALL(cachestat, fd, range, result, 1);
  CALL(cachestat, fd, NULL, result, 0);
  CALL(cachestat, fd, no_access(), result, 0);
  CALL(cachestat, fd, range, NULL, 0);
  CALL(cachestat, fd, range, no_access(), 0);
  CALL(cachestat, fd, range, read_only(), 0);
  CALL(cachestat, fd, range, before_the_end(40), 0);
  CALL(cachestat, fd, range, before_the_end(32), 0);
  CALL(cachestat, -1, range, result, 0);
  CALL(cachestat, -1, NULL, result, 1);
  CALL(cachestat, MUST(open("file", O_PATH)), range, result, 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(cachestat, ends[0], range, result, 0);
}
