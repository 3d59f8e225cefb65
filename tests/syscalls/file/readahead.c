#include "paths.h"

int main(void) {
  make_files();
  CALL(readahead, MUST(open("file", O_RDONLY)), 0, 4096);
  CALL(readahead, MUST(open("file", O_RDONLY)), 0, 0);
  CALL(readahead, MUST(open("file", O_RDONLY)), 1ll << 40, 1 << 30);
  CALL(readahead, MUST(open("file", O_RDONLY)), -1, 4096);
  CALL(readahead, MUST(open("file", O_WRONLY)), 0, 4096);
  CALL(readahead, MUST(open("file", O_PATH)), 0, 4096);
  CALL(readahead, MUST(open("folder", O_RDONLY)), 0, 4096);
  CALL(readahead, MUST(open("/dev/null", O_RDONLY)), 0, 4096);
  CALL(readahead, -1, 0, 4096);
  CALL(readahead, 999, 0, 4096);
  int ends[2];
  MUST(pipe(ends));
  CALL(readahead, ends[0], 0, 4096);
}
