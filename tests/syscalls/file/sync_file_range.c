#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDWR));
  for (int flags = 0; flags < 9; flags++) CALL(sync_file_range, fd, 0, 4096, flags);
  CALL(sync_file_range, fd, 0, 0, 7);
  CALL(sync_file_range, fd, -1, 10, 7);
  CALL(sync_file_range, fd, 0, -1, 7);
  CALL(sync_file_range, fd, 0x7fffffffffffffffll, 10, 7);
  CALL(sync_file_range, fd, 0, 10, -1);
  CALL(sync_file_range, -1, 0, 10, 7);
  CALL(sync_file_range, MUST(open("file", O_PATH)), 0, 10, 7);
  CALL(sync_file_range, MUST(open("folder", O_RDONLY)), 0, 10, 7);
  CALL(sync_file_range, MUST(open("/dev/null", O_RDWR)), 0, 10, 7);
  int ends[2];
  MUST(pipe(ends));
  CALL(sync_file_range, ends[0], 0, 10, 7);
}
