#include "check.h"

int main(void) {
  int fd = new_file("file", "0123456789");
  CALL(lseek, fd, 4, SEEK_SET);
  CALL(lseek, fd, 3, SEEK_CUR);
  CALL(lseek, fd, -7, SEEK_CUR);
  CALL(lseek, fd, -1, SEEK_CUR);
  CALL(lseek, fd, -2, SEEK_END);
  CALL(lseek, fd, 100, SEEK_END);
  CALL(lseek, fd, -1, SEEK_SET);
  CALL(lseek, fd, 0x7fffffffffffffffl, SEEK_SET);
  CALL(lseek, fd, 0x80000000l, SEEK_SET);
  CALL(lseek, fd, 0x100000005l, SEEK_SET);
  CALL(lseek, fd, 0x7ffffffffffffff0l, SEEK_CUR);
  CALL(lseek, fd, 0, 5);
  CALL(lseek, fd, 0, -1);
  CALL(lseek, -1, 0, SEEK_SET);
  CALL(lseek, 999, 0, SEEK_SET);
  int ends[2];
  MUST(pipe(ends));
  CALL(lseek, ends[0], 0, SEEK_CUR);
  MUST(ftruncate(fd, 1 << 20));
  CALL(lseek, fd, 0, SEEK_HOLE);
  MUST(pwrite(fd, "x", 1, 512 * 1024));
  CALL(lseek, fd, 8192, SEEK_DATA);
  CALL(lseek, fd, 512 * 1024, SEEK_HOLE);
  CALL(lseek, fd, 900 * 1024, SEEK_DATA);
  CALL(lseek, fd, 1 << 20, SEEK_HOLE);
  CALL(lseek, fd, -1, SEEK_DATA);
  CALL(lseek, MUST(open(".", O_RDONLY)), 0, SEEK_SET);
  CALL(lseek, MUST(open("/dev/null", O_RDONLY)), 77, SEEK_SET);
  CALL(lseek, MUST(open("file", O_PATH)), 0, SEEK_SET);
}
