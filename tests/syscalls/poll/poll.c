#include <poll.h>
#include <time.h>

#include "pipes.h"

int main(void) {
  int full[2], empty[2], broken[2];
  make_pipes(full, empty, broken);
  struct timespec zero = {0, 0}, brief = {0, 20000000};
  struct pollfd fds[6] = {{full[0], POLLIN},
                          {empty[0], POLLIN},
                          {empty[1], POLLOUT},
                          {broken[0], POLLIN},
                          {-1, POLLIN, 77},
                          {999, POLLIN}};
  CALL(poll, fds, 6, 0);
  for (int i = 0; i < 6; i++) SHOW_HEX(fds[i].revents);
  CALL(poll, fds + 1, 1, 0);
  SHOW_HEX(fds[1].revents);
  CALL(poll, fds + 1, 1, 20);
  CALL(poll, fds, 1, -1);
  CALL(poll, fds, 0, 0);
  CALL(poll, NULL, 0, 0);
  CALL(poll, NULL, 1, 0);
  CALL(poll, no_access(), 1, 0);
  CALL(poll, read_only(), 1, 0);
  CALL(poll, HIGHEST_PAGE, 1, 0);
  struct pollfd* end = before_the_end(sizeof *end);
  *end = fds[0];
  CALL(poll, end, 1, 0);
  CALL(poll, end, 2, 0);
  struct rlimit limit = {64, 64};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  static struct pollfd many[65];
  for (int i = 0; i < 65; i++) many[i].fd = -1;
  CALL(poll, many, 64, 0);
  CALL(poll, many, 65, 0);
  CALL(poll, NULL, 65, 0);
  CALL(poll, many, 0x7fffffff, 0);
  int file = new_file("file", "x");
  fds[0] = (struct pollfd){file, POLLIN | POLLOUT | POLLPRI};
  CALL(poll, fds, 1, 0);
  SHOW_HEX(fds[0].revents);
  CALL(poll, fds, 1, -1);
}
