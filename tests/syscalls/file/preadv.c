#include "vectors.h"

int main(void) {
  int fd = new_file("letters", "abcdefghijklmnopqrstuvwxyz");
  CALL(preadv, fd, two_parts, 2, 5, 0);
  SHOW_BYTES(first_part, 4);
  SHOW_BYTES(second_part, 8);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(preadv, fd, two_parts, 2, 20, 0);
  CALL(preadv, fd, two_parts, 2, 26, 0);
  CALL(preadv, fd, two_parts, 2, -2, 0);
  CALL(preadv, fd, two_parts, 0, 0, 0);
  CALL(preadv, fd, two_parts, -1, 0, 0);
  CALL(preadv, fd, NULL, 1, 0, 0);
  CALL(preadv, fd, no_access(), 1, 0, 0);
  fill_many_parts();
  CALL(preadv, fd, many_parts, 1024, 0, 0);
  CALL(preadv, fd, many_parts, 1025, 0, 0);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(preadv, fd, bad, 2, 0, 0);
  bad[0].iov_base = read_only();
  CALL(preadv, fd, bad, 2, 0, 0);
  CALL(preadv, -1, two_parts, 2, 0, 0);
  CALL(preadv, MUST(open("letters", O_WRONLY)), two_parts, 2, 0, 0);
  int ends[2];
  MUST(pipe2(ends, O_NONBLOCK));
  CALL(preadv, ends[0], two_parts, 2, 0, 0);
}
