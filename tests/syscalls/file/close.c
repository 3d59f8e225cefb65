#include "check.h"

int main(void) {
  int fd = new_file("file", "x");
  int copy = MUST(dup(fd));
  CALL(close, fd);
  CALL(close, fd);
  SHOW(lseek(copy, 0, SEEK_END));
  CALL(close, copy);
  CALL(close, -1);
  CALL(close, 1000000);
  CALL(close, 0x7fffffff);
  int ends[2];
  MUST(pipe(ends));
  CALL(close, ends[0]);
  CALL(close, ends[1]);
  CALL(close, MUST(open(".", O_RDONLY)));
  CALL(close, MUST(open("file", O_PATH)));
  CALL(close, 0);
  SHOW(open("file", O_RDONLY));
  IN_CHILD(for (int i = 3; i < 300; i++) close(i); SAY("closed"); CALL(close, 2);
           SHOW(open("file", O_RDONLY)););
}
