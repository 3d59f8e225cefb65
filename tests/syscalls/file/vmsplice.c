#include "vectors.h"

int main(void) {
  int ends[2];
  char bytes[32] = "";
  MUST(pipe2(ends, O_NONBLOCK));
  memcpy(first_part, "wxyz", 4);
  memcpy(second_part, "12345678", 8);
  CALL(vmsplice, ends[1], two_parts, 2, 0);
  SHOW(read(ends[0], bytes, 32));
  SHOW_TEXT(bytes);
  CALL(vmsplice, ends[1], two_parts, 0, 0);
  CALL(vmsplice, ends[1], two_parts, 1025, 0);
  CALL(vmsplice, ends[1], two_parts, 1, SPLICE_F_NONBLOCK);
  CALL(vmsplice, ends[1], two_parts, 1, 16);
  CALL(vmsplice, ends[1], two_parts, 1, -1);
  CALL(vmsplice, ends[1], NULL, 1, 0);
  CALL(vmsplice, ends[1], no_access(), 1, 0);
  struct iovec bad = {no_access(), 4};
  CALL(vmsplice, ends[1], &bad, 1, 0);
  memset(first_part, 0, 4);
  CALL(vmsplice, ends[0], two_parts, 2, 0);
  SHOW_BYTES(first_part, 4);
  CALL(vmsplice, ends[0], two_parts, 1, SPLICE_F_NONBLOCK);
  CALL(vmsplice, -1, two_parts, 1, 0);
  CALL(vmsplice, 999, two_parts, 1025, 0);
  CALL(vmsplice, new_file("file", "x"), two_parts, 1, 0);
  MUST(close(ends[0]));
  signal(SIGPIPE, SIG_IGN);
  CALL(vmsplice, ends[1], two_parts, 1, 0);
}
