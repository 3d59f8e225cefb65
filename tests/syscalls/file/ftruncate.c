#include "paths.h"

int main(void) {
  make_files();
  int fd = MUST(open("file", O_RDWR));
  struct stat status;
  CALL(ftruncate, fd, 3);
  SHOW_TEXT(content_of("file"));
  CALL(ftruncate, fd, 5);
  SHOW_BYTES(content_of("file"), 5);
  CALL(ftruncate, fd, 1ll << 34);
  MUST(fstat(fd, &status));
  SHOW(status.st_size);
  SHOW(status.st_blocks <= 8);
  CALL(ftruncate, fd, 0);
  CALL(ftruncate, fd, -1);
  CALL(ftruncate, fd, 0x7fffffffffffffffll);
  CALL(ftruncate, -1, 0);
  CALL(ftruncate, -1, -1);
  CALL(ftruncate, 999, 0);
  CALL(ftruncate, MUST(open("other", O_RDONLY)), 0);
  CALL(ftruncate, MUST(open("other", O_PATH)), 0);
  CALL(ftruncate, MUST(open("folder", O_RDONLY)), 0);
  CALL(ftruncate, MUST(open("/dev/null", O_RDWR)), 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(ftruncate, ends[1], 0);
  int memory = MUST(memfd_create("m", MFD_ALLOW_SEALING));
  CALL(ftruncate, memory, 100);
  MUST(fcntl(memory, F_ADD_SEALS, F_SEAL_SHRINK));
  CALL(ftruncate, memory, 50);
  CALL(ftruncate, memory, 200);
}
