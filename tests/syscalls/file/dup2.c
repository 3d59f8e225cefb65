#include "check.h"

int main(void) {
  int fd = new_file("file", "abcdef");
  CALL(dup2, fd, 20);
  MUST(lseek(fd, 3, SEEK_SET));
  SHOW(lseek(20, 0, SEEK_CUR));
  CALL(dup2, fd, fd);
  CALL(dup2, 20, 21);
  MUST(fcntl(20, F_SETFD, FD_CLOEXEC));
  CALL(dup2, 20, 20);
  SHOW(fcntl(20, F_GETFD));
  CALL(dup2, 20, 21);
  SHOW(fcntl(21, F_GETFD));
  CALL(dup2, -1, 22);
  CALL(dup2, 999, 22);
  CALL(dup2, 999, 999);
  CALL(dup2, -1, -1);
  CALL(dup2, fd, -1);
  CALL(dup2, fd, 0x7fffffff);
  struct rlimit limit = {64, 64};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  CALL(dup2, fd, 63);
  CALL(dup2, fd, 64);
  CALL(dup2, 999, 64);
  int ends[2];
  MUST(pipe(ends));
  CALL(dup2, fd, ends[1]);
  char byte;
  SHOW(read(ends[0], &byte, 1));
}
