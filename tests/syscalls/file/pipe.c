#include "check.h"

int main(void) {
  int ends[2];
  char bytes[8] = "";
  CALL(pipe, ends);
  SHOW(ends[0]);
  SHOW(ends[1]);
  SHOW(fcntl(ends[0], F_GETFD));
  SHOW_OCTAL(fcntl(ends[0], F_GETFL));
  SHOW_OCTAL(fcntl(ends[1], F_GETFL));
  SHOW(fcntl(ends[0], F_GETPIPE_SZ));
  SHOW(write(ends[1], "hello", 5));
  SHOW(read(ends[0], bytes, 8));
  SHOW_TEXT(bytes);
  CALL(pipe, NULL);
  CALL(pipe, no_access());
  CALL(pipe, read_only());
  CALL(pipe, HIGHEST_PAGE);
  int *end = before_the_end(8);
  CALL(pipe, end);
  CALL(pipe, end + 1);
  SHOW(open("/dev/null", O_RDONLY));
  struct rlimit limit = {10, 10};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  int more[2];
  CALL(pipe, more);
  CALL(pipe, more);
}
