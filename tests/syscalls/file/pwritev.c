#include "vectors.h"

int main(void) {
  int fd = new_file("out", "................");
  memcpy(first_part, "wxyz", 4);
  memcpy(second_part, "12345678", 8);
  CALL(pwritev, fd, two_parts, 2, 2, 0);
  SHOW_TEXT(content_of("out"));
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(pwritev, fd, two_parts, 1, 14, 0);
  SHOW_TEXT(content_of("out"));
  CALL(pwritev, fd, two_parts, 2, -2, 0);
  CALL(pwritev, fd, two_parts, 0, 0, 0);
  CALL(pwritev, fd, two_parts, -1, 0, 0);
  CALL(pwritev, fd, NULL, 1, 0, 0);
  CALL(pwritev, fd, no_access(), 1, 0, 0);
  fill_many_parts();
  CALL(pwritev, fd, many_parts, 1024, 100, 0);
  CALL(pwritev, fd, many_parts, 1025, 0, 0);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(pwritev, fd, bad, 2, 0, 0);
  CALL(pwritev, -1, two_parts, 2, 0, 0);
  CALL(pwritev, MUST(open("out", O_RDONLY)), two_parts, 2, 0, 0);
  int ends[2];
  MUST(pipe(ends));
  CALL(pwritev, ends[1], two_parts, 2, 0, 0);
}
