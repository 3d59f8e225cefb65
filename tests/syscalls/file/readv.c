#include "vectors.h"

int main(void) {
  int fd = new_file("letters", "abcdefghijklmnopqrstuvwxyz");
  CALL(readv, fd, two_parts, 2);
  SHOW_BYTES(first_part, 4);
  SHOW_BYTES(second_part, 8);
  CALL(readv, fd, two_parts, 1);
  CALL(readv, fd, two_parts, 2);
  CALL(readv, fd, two_parts, 2);
  CALL(readv, fd, two_parts, 0);
  CALL(readv, fd, NULL, 0);
  CALL(readv, fd, two_parts, -1);
  fill_many_parts();
  CALL(readv, fd, many_parts, 1024);
  CALL(readv, fd, many_parts, 1025);
  CALL(readv, fd, NULL, 1);
  CALL(readv, fd, no_access(), 1);
  CALL(readv, fd, HIGHEST_PAGE, 1);
  struct iovec* end = before_the_end(sizeof *end);
  *end = two_parts[0];
  MUST(lseek(fd, 0, SEEK_SET));
  CALL(readv, fd, end, 1);
  CALL(readv, fd, end, 2);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(readv, fd, bad, 2);
  bad[0].iov_base = NULL;
  CALL(readv, fd, bad, 2);
  bad[0].iov_len = 0;
  bad[1] = two_parts[1];
  CALL(readv, fd, bad, 2);
  SHOW_BYTES(second_part, 8);
  CALL(readv, -1, two_parts, 2);
  CALL(readv, -1, two_parts, -1);
  CALL(readv, MUST(open("letters", O_WRONLY)), two_parts, 2);
  CALL(readv, MUST(open(".", O_RDONLY)), two_parts, 2);
}
