#include "vectors.h"

int main(void) {
  int fd = new_file("out", "................");
  memcpy(first_part, "wxyz", 4);
  memcpy(second_part, "12345678", 8);
  CALL(pwritev2, fd, two_parts, 2, 2, 0, 0);
  SHOW_TEXT(content_of("out"));
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(pwritev2, fd, two_parts, 1, 14, 0, 0);
  SHOW_TEXT(content_of("out"));
  CALL(pwritev2, fd, two_parts, 2, -2, 0, 0);
  CALL(pwritev2, fd, two_parts, 0, 0, 0, 0);
  CALL(pwritev2, fd, two_parts, -1, 0, 0, 0);
  CALL(pwritev2, fd, NULL, 1, 0, 0, 0);
  CALL(pwritev2, fd, no_access(), 1, 0, 0, 0);
  fill_many_parts();
  CALL(pwritev2, fd, many_parts, 1024, 100, 0, 0);
  CALL(pwritev2, fd, many_parts, 1025, 0, 0, 0);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(pwritev2, fd, bad, 2, 0, 0, 0);
  CALL(pwritev2, -1, two_parts, 2, 0, 0, 0);
  CALL(pwritev2, MUST(open("out", O_RDONLY)), two_parts, 2, 0, 0, 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(pwritev2, ends[1], two_parts, 2, 0, 0, 0);
  CALL(pwritev2, fd, two_parts, 1, -1, 0, 0);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(pwritev2, fd, two_parts, 1, 0, 0, RWF_APPEND);
  SHOW(lseek(fd, 0, SEEK_END));
  CALL(pwritev2, fd, two_parts, 1, 0, 0, RWF_SYNC | RWF_DSYNC);
  CALL(pwritev2, fd, two_parts, 1, 0, 0, 0x4000);
  CALL(pwritev2, fd, two_parts, 1, 0, 0, -1);
}
