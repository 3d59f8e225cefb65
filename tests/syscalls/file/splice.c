#include "check.h"

int main(void) {
  int in = new_file("in", "0123456789"), out = new_file("out", "");
  int pipe1[2], pipe2_[2];
  MUST(pipe2(pipe1, O_NONBLOCK));
  MUST(pipe2(pipe2_, O_NONBLOCK));
  CALL(splice, in, NULL, pipe1[1], NULL, 4, 0);
  SHOW(lseek(in, 0, SEEK_CUR));
  CALL(splice, pipe1[0], NULL, out, NULL, 100, 0);
  SHOW_TEXT(content_of("out"));
  long at = 6;
  CALL(splice, in, &at, pipe1[1], NULL, 100, SPLICE_F_MOVE);
  SHOW(at);
  CALL(splice, pipe1[0], NULL, pipe2_[1], NULL, 2, SPLICE_F_MORE);
  at = 1;
  CALL(splice, pipe1[0], NULL, out, &at, 2, 0);
  SHOW(at);
  SHOW_TEXT(content_of("out"));
  CALL(splice, pipe1[0], NULL, out, NULL, 10, SPLICE_F_NONBLOCK);
  CALL(splice, in, NULL, out, NULL, 4, 0);
  CALL(splice, in, NULL, pipe1[1], NULL, 0, 0);
  CALL(splice, in, NULL, pipe1[1], NULL, 4, 16);
  CALL(splice, in, NULL, pipe1[1], NULL, 4, -1);
  CALL(splice, in, NULL, pipe1[1], &at, 4, 0);
  CALL(splice, pipe1[0], &at, out, NULL, 4, 0);
  at = -1;
  CALL(splice, in, &at, pipe1[1], NULL, 4, 0);
  CALL(splice, in, no_access(), pipe1[1], NULL, 4, 0);
  CALL(splice, in, HIGHEST_PAGE, pipe1[1], NULL, 4, 0);
  CALL(splice, -1, NULL, pipe1[1], NULL, 4, 0);
  CALL(splice, in, NULL, 999, NULL, 4, 0);
  CALL(splice, in, NULL, pipe1[0], NULL, 4, 0);
  CALL(splice, pipe1[1], NULL, out, NULL, 4, 0);
  CALL(splice, pipe2_[0], NULL, pipe2_[1], NULL, 4, 0);
  CALL(splice, pipe2_[0], NULL, MUST(open("out", O_WRONLY | O_APPEND)), NULL, 4, 0);
  CALL(splice, pipe2_[0], NULL, MUST(open("out", O_RDONLY)), NULL, 4, 0);
  CALL(splice, pipe2_[0], NULL, MUST(open("/dev/null", O_WRONLY)), NULL, 4, 0);
}
