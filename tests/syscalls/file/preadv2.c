#include "vectors.h"

int main(void) {
  int fd = new_file("letters", "abcdefghijklmnopqrstuvwxyz");
  CALL(preadv2, fd, two_parts, 2, 5, 0, 0);
  SHOW_BYTES(first_part, 4);
  SHOW_BYTES(second_part, 8);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(preadv2, fd, two_parts, 2, 20, 0, 0);
  CALL(preadv2, fd, two_parts, 2, 26, 0, 0);
  CALL(preadv2, fd, two_parts, 2, -2, 0, 0);
  CALL(preadv2, fd, two_parts, 0, 0, 0, 0);
  CALL(preadv2, fd, two_parts, -1, 0, 0, 0);
  CALL(preadv2, fd, NULL, 1, 0, 0, 0);
  CALL(preadv2, fd, no_access(), 1, 0, 0, 0);
  fill_many_parts();
  CALL(preadv2, fd, many_parts, 1024, 0, 0, 0);
  CALL(preadv2, fd, many_parts, 1025, 0, 0, 0);
  struct iovec bad[2] = {{first_part, 4}, {no_access(), 4}};
  CALL(preadv2, fd, bad, 2, 0, 0, 0);
  bad[0].iov_base = read_only();
  CALL(preadv2, fd, bad, 2, 0, 0, 0);
  CALL(preadv2, -1, two_parts, 2, 0, 0, 0);
  CALL(preadv2, MUST(open("letters", O_WRONLY)), two_parts, 2, 0, 0, 0);
  int ends[2];
  MUST(pipe2(ends, O_NONBLOCK));
  CALL(preadv2, ends[0], two_parts, 2, 0, 0, 0);
  CALL(preadv2, ends[0], two_parts, 2, -1, 0, 0);
  CALL(preadv2, fd, two_parts, 1, -1, 0, 0);
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(preadv2, fd, two_parts, 1, 0, 0, RWF_HIPRI);
  CALL(preadv2, fd, two_parts, 1, 0, 0, RWF_NOWAIT);
  CALL(preadv2, fd, two_parts, 1, 0, 0, 0x4000);
  CALL(preadv2, fd, two_parts, 1, 0, 0, -1);
}
