#include "check.h"

int main(void) {
  int from[2], to[2];
  char bytes[16] = "";
  MUST(pipe2(from, O_NONBLOCK));
  MUST(pipe2(to, O_NONBLOCK));
  MUST(write(from[1], "abcdef", 6));
  CALL(tee, from[0], to[1], 4, 0);
  SHOW(read(to[0], bytes, 16));
  SHOW_TEXT(bytes);
  CALL(tee, from[0], to[1], 100, SPLICE_F_NONBLOCK);
  SHOW(read(from[0], bytes, 16));
  SHOW(read(to[0], bytes, 16));
  CALL(tee, from[0], to[1], 100, SPLICE_F_NONBLOCK);
  CALL(tee, from[0], to[1], 0, 0);
  CALL(tee, from[0], from[1], 4, 0);
  CALL(tee, from[0], to[1], 4, 16);
  CALL(tee, from[1], to[1], 4, 0);
  CALL(tee, from[0], to[0], 4, 0);
  CALL(tee, -1, to[1], 4, 0);
  CALL(tee, from[0], 999, 4, 0);
  CALL(tee, new_file("file", "x"), to[1], 4, 0);
  MUST(close(from[1]));
  CALL(tee, from[0], to[1], 4, 0);
}
