#include "vectors.h"

int main(void) {
  int fd = new_file("out", "");
  memcpy(first_part, "wxyz", 4);
  memcpy(second_part, "12345678", 8);
  CALL(writev, fd, two_parts, 2);
  SHOW_TEXT(content_of("out"));
  CALL(writev, fd, two_parts, 1);
  CALL(writev, fd, two_parts, 0);
  CALL(writev, fd, NULL, 0);
  CALL(writev, fd, two_parts, -1);
  CALL(writev, fd, two_parts, INT_MAX);
  fill_many_parts();
  CALL(writev, fd, many_parts, 1024);
  CALL(writev, fd, many_parts, 1025);
  CALL(writev, fd, NULL, 1);
  CALL(writev, fd, no_access(), 1);
  struct iovec* end = before_the_end(sizeof *end);
  *end = two_parts[0];
  CALL(writev, fd, end, 1);
  CALL(writev, fd, end, 2);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(writev, fd, bad, 2);
  bad[0].iov_len = 0;
  CALL(writev, fd, bad, 2);
  CALL(writev, -1, two_parts, 2);
  CALL(writev, MUST(open("out", O_RDONLY)), two_parts, 2);
  int ends[2];
  MUST(pipe(ends));
  CALL(writev, ends[1], two_parts, 2);
  char bytes[16];
  SHOW(read(ends[0], bytes, 16));
  SHOW_BYTES(bytes, 12);
}
