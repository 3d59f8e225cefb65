#include "check.h"

int main(void) {
  char bytes[16] = "";
  int fd = new_file("letters", "abcdefghij");
  CALL(read, fd, bytes, 4);
  SHOW_BYTES(bytes, 5);
  CALL(read, fd, bytes, 16);
  CALL(read, fd, bytes, 16);
  CALL(read, fd, bytes, 0);
  CALL(read, fd, NULL, 0);
  MUST(lseek(fd, 0, SEEK_SET));
  CALL(read, fd, NULL, 4);
  CALL(read, fd, no_access(), 4);
  CALL(read, fd, read_only(), 4);
  CALL(read, fd, HIGHEST_PAGE, 4);
  char* end = before_the_end(4);
  CALL(read, fd, end, 8);
  SHOW_BYTES(end, 4);
  SHOW(lseek(fd, 0, SEEK_CUR));
  MUST(lseek(fd, 0, SEEK_SET));
  CALL(read, fd, end, 0x7fffffff);
  CALL(read, -1, bytes, 4);
  CALL(read, 999, bytes, 4);
  CALL(read, -1, NULL, 0);
  int write_only = MUST(open("letters", O_WRONLY));
  CALL(read, write_only, bytes, 4);
  int path_only = MUST(open("letters", O_PATH));
  CALL(read, path_only, bytes, 4);
  int folder = MUST(open(".", O_RDONLY));
  CALL(read, folder, bytes, 4);
  int ends[2];
  MUST(pipe2(ends, O_NONBLOCK));
  CALL(read, ends[0], bytes, 4);
  CALL(read, ends[1], bytes, 4);
  MUST(write(ends[1], "xyz", 3));
  CALL(read, ends[0], no_access(), 4);
  CALL(read, ends[0], bytes, 16);
  SHOW_BYTES(bytes, 3);
  MUST(close(ends[1]));
  CALL(read, ends[0], bytes, 16);
  CALL(read, ends[0], no_access(), 16);
}
