#include "check.h"

int main(void) {
  int fd = new_file("file", "abcdef");
  CALL(dup3, fd, 20, 0);
  SHOW(fcntl(20, F_GETFD));
  CALL(dup3, fd, 20, O_CLOEXEC);
  SHOW(fcntl(20, F_GETFD));
  MUST(lseek(20, 3, SEEK_SET));
  SHOW(lseek(fd, 0, SEEK_CUR));
  CALL(dup3, fd, fd, 0);
  CALL(dup3, fd, 20, O_NONBLOCK);
  CALL(dup3, fd, 20, -1);
  CALL(dup3, -1, 22, 0);
  CALL(dup3, 999, 999, 0);
  CALL(dup3, fd, -1, 0);
  CALL(dup3, fd, 0x7fffffff, 0);
  struct rlimit limit = {64, 64};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  CALL(dup3, fd, 63, 0);
  CALL(dup3, fd, 64, 0);
}
