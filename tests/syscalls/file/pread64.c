#include "check.h"

int main(void) {
  char bytes[16] = "";
  int fd = new_file("letters", "abcdefghij");
  CALL(pread64, fd, bytes, 4, 3);
  SHOW_BYTES(bytes, 5);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(pread64, fd, bytes, 16, 8);
  CALL(pread64, fd, bytes, 16, 10);
  CALL(pread64, fd, bytes, 16, 0x7fffffffffffffl);
  CALL(pread64, fd, bytes, 16, -1);
  CALL(pread64, fd, bytes, 16, 0x7fffffffffffffffl);
  CALL(pread64, fd, bytes, 0, 0);
  CALL(pread64, fd, NULL, 4, 0);
  CALL(pread64, fd, no_access(), 4, 0);
  CALL(pread64, fd, read_only(), 4, 0);
  CALL(pread64, fd, no_access(), 4, 10);
  char* end = before_the_end(3);
  CALL(pread64, fd, end, 10, 0);
  SHOW_BYTES(end, 3);
  CALL(pread64, -1, bytes, 4, 0);
  CALL(pread64, -1, bytes, 4, -1);
  int ends[2];
  MUST(pipe(ends));
  CALL(pread64, ends[0], bytes, 4, 0);
  CALL(pread64, MUST(open("letters", O_WRONLY)), bytes, 4, 0);
  CALL(pread64, MUST(open(".", O_RDONLY)), bytes, 4, 0);
}
