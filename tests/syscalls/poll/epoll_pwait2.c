#include "epoll.h"

int main(void) {
  int fd = new_epoll(), idle = MUST(epoll_create1(0));
  struct timespec zero = {0, 0}, brief = {0, 10000000};
  struct epoll_event events[4] = {{0}};
  CALL(epoll_pwait2, fd, events, 4, &zero, NULL, 8);
  SHOW_EVENT(events[0]);
  SHOW_EVENT(events[1]);
  SHOW_EVENT(events[2]);
  CALL(epoll_pwait2, fd, events, 1, NULL, NULL, 8);
  SHOW_EVENT(events[0]);
  CALL(epoll_pwait2, fd, events, 1, &zero, NULL, 8);
  SHOW_EVENT(events[0]);
  CALL(epoll_pwait2, idle, events, 4, &zero, NULL, 8);
  CALL(epoll_pwait2, idle, events, 4, &brief, NULL, 8);
  CALL(epoll_pwait2, fd, events, 0, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, events, -1, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, events, 0x7fffffff, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, NULL, 4, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, no_access(), 4, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, read_only(), 4, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, HIGHEST_PAGE, 4, &zero, NULL, 8);
  CALL(epoll_pwait2, idle, no_access(), 4, &zero, NULL, 8);
  struct epoll_event* end = before_the_end(12);
  CALL(epoll_pwait2, fd, end, 4, &zero, NULL, 8);
  SHOW_HEX(end->events);
  CALL(epoll_pwait2, fd, end, 1, &zero, NULL, 8);
  CALL(epoll_pwait2, fd, (char*)end + 8, 1, &zero, NULL, 8);
  CALL(epoll_pwait2, -1, events, 4, &zero, NULL, 8);
  CALL(epoll_pwait2, 0, events, 4, &zero, NULL, 8);
  CALL(epoll_pwait2, 999, events, 0, &zero, NULL, 8);
  MUST(close(full_pipe[1]));
  CALL(epoll_pwait2, fd, events, 4, &zero, NULL, 8);
  SHOW_EVENT(events[0]);
  unsigned long long mask = ~0ull;
  CALL(epoll_pwait2, fd, events, 4, &zero, &mask, 8);
  CALL(epoll_pwait2, fd, events, 4, &zero, &mask, 16);
  CALL(epoll_pwait2, fd, events, 4, no_access(), NULL, 8);
  struct timespec bad = {0, 1000000000};
  CALL(epoll_pwait2, idle, events, 4, &bad, NULL, 8);
  bad = (struct timespec){-1, 0};
  CALL(epoll_pwait2, idle, events, 4, &bad, NULL, 8);
}
