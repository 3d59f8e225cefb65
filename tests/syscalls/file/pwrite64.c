#include "check.h"

int main(void) {
  int fd = new_file("letters", "abcdefghij");
  CALL(pwrite64, fd, "XYZ", 3, 2);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(pwrite64, fd, "end", 3, 9);
  SHOW_TEXT(content_of("letters"));
  CALL(pwrite64, fd, "far", 3, 15);
  SHOW_BYTES(content_of("letters"), 18);
  CALL(pwrite64, fd, "x", 1, -1);
  CALL(pwrite64, fd, "x", 0, 0);
  CALL(pwrite64, fd, "x", 1, 0x7fffffffffffffffl);
  CALL(pwrite64, fd, NULL, 4, 0);
  CALL(pwrite64, fd, no_access(), 4, 0);
  char* end = before_the_end(3);
  memcpy(end, "123", 3);
  CALL(pwrite64, fd, end, 10, 0);
  CALL(pwrite64, fd, end, 3, 0);
  CALL(pwrite64, -1, "x", 1, 0);
  CALL(pwrite64, MUST(open("letters", O_RDONLY)), "x", 1, 0);
  int append = MUST(open("letters", O_WRONLY | O_APPEND));
  CALL(pwrite64, append, "+", 1, 0);
  SHOW_BYTES(content_of("letters"), 19);
  int ends[2];
  MUST(pipe(ends));
  CALL(pwrite64, ends[1], "x", 1, 0);
}
