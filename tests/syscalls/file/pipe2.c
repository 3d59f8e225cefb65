#include "pipe.h"

int main(void) {
  int ends[2];
  char bytes[8] = "";
  CALL(pipe2, ends, 0);
  use_pipe(ends);
  CALL(pipe2, NULL, 0);
  CALL(pipe2, no_access(), 0);
  CALL(pipe2, read_only(), 0);
  CALL(pipe2, HIGHEST_PAGE, 0);
  int* end = before_the_end(8);
  CALL(pipe2, end, 0);
  CALL(pipe2, end + 1, 0);
  SHOW(open("/dev/null", O_RDONLY));
  CALL(pipe2, ends, O_CLOEXEC | O_NONBLOCK);
  SHOW(fcntl(ends[0], F_GETFD));
  SHOW_OCTAL(fcntl(ends[1], F_GETFL));
  CALL(pipe2, ends, O_DIRECT);
  SHOW_OCTAL(fcntl(ends[1], F_GETFL));
  SHOW(write(ends[1], "one", 3));
  SHOW(write(ends[1], "two", 3));
  SHOW(read(ends[0], bytes, 8));
  CALL(pipe2, ends, O_APPEND);
  CALL(pipe2, ends, O_RDWR);
  CALL(pipe2, ends, -1);
  CALL(pipe2, NULL, -1);
}
