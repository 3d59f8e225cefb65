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
  CALL(ppoll, fds, 6, &zero, NULL, 8);
  for (int i = 0; i < 6; i++) SHOW_HEX(fds[i].revents);
  CALL(ppoll, fds + 1, 1, &zero, NULL, 8);
  SHOW_HEX(fds[1].revents);
  CALL(ppoll, fds + 1, 1, &brief, NULL, 8);
  CALL(ppoll, fds, 1, NULL, NULL, 8);
  CALL(ppoll, fds, 0, &zero, NULL, 8);
  CALL(ppoll, NULL, 0, &zero, NULL, 8);
  CALL(ppoll, NULL, 1, &zero, NULL, 8);
  CALL(ppoll, no_access(), 1, &zero, NULL, 8);
  CALL(ppoll, read_only(), 1, &zero, NULL, 8);
  CALL(ppoll, HIGHEST_PAGE, 1, &zero, NULL, 8);
  struct pollfd* end = before_the_end(sizeof *end);
  *end = fds[0];
  CALL(ppoll, end, 1, &zero, NULL, 8);
  CALL(ppoll, end, 2, &zero, NULL, 8);
  struct rlimit limit = {64, 64};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  static struct pollfd many[65];
  for (int i = 0; i < 65; i++) many[i].fd = -1;
  CALL(ppoll, many, 64, &zero, NULL, 8);
  CALL(ppoll, many, 65, &zero, NULL, 8);
  CALL(ppoll, NULL, 65, &zero, NULL, 8);
  CALL(ppoll, many, 0x7fffffff, &zero, NULL, 8);
  int file = new_file("file", "x");
  fds[0] = (struct pollfd){file, POLLIN | POLLOUT | POLLPRI};
  CALL(ppoll, fds, 1, &zero, NULL, 8);
  SHOW_HEX(fds[0].revents);
  CALL(ppoll, fds, 1, NULL, NULL, 8);
  struct timespec bad = {0, 1000000000};
  CALL(ppoll, fds, 1, &bad, NULL, 8);
  bad.tv_nsec = -1;
  CALL(ppoll, fds, 1, &bad, NULL, 8);
  bad = (struct timespec){-1, 0};
  CALL(ppoll, fds, 1, &bad, NULL, 8);
  CALL(ppoll, fds, 1, no_access(), NULL, 8);
  unsigned long long mask = ~0ull;
  CALL(ppoll, fds, 1, &zero, &mask, 8);
  CALL(ppoll, fds, 1, &zero, &mask, 16);
  CALL(ppoll, fds, 1, &zero, &mask, 0);
  CALL(ppoll, fds, 1, &zero, no_access(), 8);
  CALL(ppoll, fds, 1, &zero, NULL, 99);
  brief.tv_nsec = 10000000;
  fds[0] = (struct pollfd){empty[0], POLLIN};
  CALL(ppoll, fds, 1, &brief, &mask, 8);
  SHOW(brief.tv_nsec);
}
