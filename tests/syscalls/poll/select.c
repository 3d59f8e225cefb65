#include <sys/select.h>
#include <time.h>

#include "check.h"

static void print_set(int line, const fd_set *set) {
  char text[33];
  for (int i = 0; i < 32; i++) text[i] = FD_ISSET(i, set) ? '1' : '0';
  print_bytes(line, "set", text, 32);
}
#define SHOW_SET(set) print_set(__LINE__, set)

int main(void) {
  int full[2], empty[2], broken[2];
  MUST(pipe(full));
  MUST(pipe(empty));
  MUST(pipe(broken));
  MUST(write(full[1], "x", 1));
  MUST(close(broken[1]));
  fd_set in, out, other;
  struct timeval zero = {0, 0}, brief = {0, 20000};
#define FILL()                                   \
  do {                                           \
    FD_ZERO(&in);                                \
    FD_ZERO(&out);                               \
    FD_ZERO(&other);                             \
    FD_SET(full[0], &in);                        \
    FD_SET(empty[0], &in);                       \
    FD_SET(broken[0], &in);                      \
    FD_SET(empty[1], &out);                      \
    FD_SET(full[0], &other);                     \
  } while (0)
  FILL();
  CALL(select, 20, &in, &out, &other, &zero);
  SHOW_SET(&in);
  SHOW_SET(&out);
  SHOW_SET(&other);
  FILL();
  CALL(select, 0, &in, &out, &other, &zero);
  SHOW_SET(&in);
  FILL();
  CALL(select, full[0] + 1, &in, NULL, NULL, NULL);
  SHOW_SET(&in);
  FD_ZERO(&in);
  FD_SET(empty[0], &in);
  CALL(select, 20, &in, NULL, NULL, &brief);
  SHOW_SET(&in);
  SHOW(brief.tv_sec);
  SHOW(brief.tv_usec);
  CALL(select, 0, NULL, NULL, NULL, &zero);
  FILL();
  FD_SET(30, &in);
  CALL(select, 31, &in, NULL, NULL, &zero);
  FILL();
  CALL(select, -1, &in, NULL, NULL, &zero);
  CALL(select, 1024, &in, NULL, NULL, &zero);
  FILL();
  CALL(select, 0x7fffffff, &in, NULL, NULL, &zero);
  CALL(select, 20, no_access(), NULL, NULL, &zero);
  CALL(select, 20, read_only(), NULL, NULL, &zero);
  CALL(select, 20, HIGHEST_PAGE, NULL, NULL, &zero);
  CALL(select, 20, NULL, NULL, NULL, no_access());
  char *end = before_the_end(8);
  memcpy(end, &in, 8);
  CALL(select, 64, end, NULL, NULL, &zero);
  struct timeval bad = {0, -1};
  CALL(select, 0, NULL, NULL, NULL, &bad);
  bad = (struct timeval){-1, 0};
  CALL(select, 0, NULL, NULL, NULL, &bad);
  bad = (struct timeval){0, 1000000};
  FILL();
  CALL(select, 20, &in, NULL, NULL, &bad);
}
