#include "pipe.h"

int main(void) {
  int ends[2];
  CALL(pipe, ends);
  use_pipe(ends);
  CALL(pipe, NULL);
  CALL(pipe, no_access());
  CALL(pipe, read_only());
  CALL(pipe, HIGHEST_PAGE);
  int* end = before_the_end(8);
  CALL(pipe, end);
  CALL(pipe, end + 1);
  SHOW(open("/dev/null", O_RDONLY));
  struct rlimit limit = {10, 10};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  int more[2];
  CALL(pipe, more);
  CALL(pipe, more);
}
