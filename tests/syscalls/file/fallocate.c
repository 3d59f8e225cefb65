#include "paths.h"

#define PUNCH_HOLE 2
#define KEEP_SIZE 1
#define COLLAPSE 8
#define ZERO 16
#define INSERT 32
#define UNSHARE 64

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDWR));
  struct stat status;
  CALL(fallocate, fd, 0, 0, 8192);
  MUST(fstat(fd, &status));
  SHOW(status.st_size);
  SHOW(status.st_blocks);
  CALL(fallocate, fd, KEEP_SIZE, 0, 65536);
  MUST(fstat(fd, &status));
  SHOW(status.st_size);
  SHOW(status.st_blocks);
  CALL(fallocate, fd, PUNCH_HOLE | KEEP_SIZE, 0, 4);
  SHOW_BYTES(content_of("file"), 8);
  CALL(fallocate, fd, PUNCH_HOLE, 0, 4);
  CALL(fallocate, fd, ZERO, 5, 1);
  SHOW_BYTES(content_of("file"), 8);
  CALL(fallocate, fd, COLLAPSE, 0, 10);
  CALL(fallocate, fd, COLLAPSE, 0, 4096);
  CALL(fallocate, fd, INSERT, 0, 4096);
  CALL(fallocate, fd, UNSHARE, 0, 4096);
  CALL(fallocate, fd, 0x10000, 0, 4096);
  CALL(fallocate, fd, 0, 0, 0);
  CALL(fallocate, fd, 0, -1, 10);
  CALL(fallocate, fd, 0, 0, -1);
  CALL(fallocate, fd, 0, 0x7fffffffffffffffll, 10);
  CALL(fallocate, -1, 0, 0, 10);
  CALL(fallocate, -1, 0, 0, 0);
  CALL(fallocate, MUST(open("other", O_RDONLY)), 0, 0, 10);
  CALL(fallocate, MUST(open("folder", O_RDONLY)), 0, 0, 10);
  CALL(fallocate, MUST(open("/dev/null", O_RDWR)), 0, 0, 10);
  int ends[2];
  MUST(pipe(ends));
  CALL(fallocate, ends[1], 0, 0, 10);
  MUST(ftruncate(fd, 4));
}
