#include "check.h"

int main(void) {
  int fd = new_file("letters", "abcdef");
  int copy = (int)CALL(dup, fd);
  MUST(lseek(fd, 3, SEEK_SET));
  SHOW(lseek(copy, 0, SEEK_CUR));
  MUST(fcntl(fd, F_SETFD, FD_CLOEXEC));
  SHOW(fcntl(MUST(dup(fd)), F_GETFD));
  CALL(dup, -1);
  CALL(dup, 1000);
  MUST(close(fd));
  CALL(dup, fd);
  CALL(dup, copy);
}
