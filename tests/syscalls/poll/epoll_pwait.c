#include "epoll.h"

int main(void) {
  int fd = new_epoll(), idle = MUST(epoll_create1(0));
  struct timespec zero = {0, 0}, brief = {0, 10000000};
  struct epoll_event events[4] = {{0}};
  CALL(epoll_pwait, fd, events, 4, 0, NULL, 8);
  SHOW_EVENT(events[0]);
  SHOW_EVENT(events[1]);
  SHOW_EVENT(events[2]);
  CALL(epoll_pwait, fd, events, 1, -1, NULL, 8);
  SHOW_EVENT(events[0]);
  CALL(epoll_pwait, fd, events, 1, 0, NULL, 8);
  SHOW_EVENT(events[0]);
  CALL(epoll_pwait, idle, events, 4, 0, NULL, 8);
  CALL(epoll_pwait, idle, events, 4, 10, NULL, 8);
  CALL(epoll_pwait, fd, events, 0, 0, NULL, 8);
  CALL(epoll_pwait, fd, events, -1, 0, NULL, 8);
  CALL(epoll_pwait, fd, events, 0x7fffffff, 0, NULL, 8);
  CALL(epoll_pwait, fd, NULL, 4, 0, NULL, 8);
  CALL(epoll_pwait, fd, no_access(), 4, 0, NULL, 8);
  CALL(epoll_pwait, fd, read_only(), 4, 0, NULL, 8);
  CALL(epoll_pwait, fd, HIGHEST_PAGE, 4, 0, NULL, 8);
  CALL(epoll_pwait, idle, no_access(), 4, 0, NULL, 8);
  struct epoll_event* end = before_the_end(12);
  CALL(epoll_pwait, fd, end, 4, 0, NULL, 8);
  SHOW_HEX(end->events);
  CALL(epoll_pwait, fd, end, 1, 0, NULL, 8);
  CALL(epoll_pwait, fd, (char*)end + 8, 1, 0, NULL, 8);
  CALL(epoll_pwait, -1, events, 4, 0, NULL, 8);
  CALL(epoll_pwait, 0, events, 4, 0, NULL, 8);
  CALL(epoll_pwait, 999, events, 0, 0, NULL, 8);
  MUST(close(full_pipe[1]));
  CALL(epoll_pwait, fd, events, 4, 0, NULL, 8);
  SHOW_EVENT(events[0]);
  unsigned long long mask = ~0ull;
  CALL(epoll_pwait, fd, events, 4, 0, &mask, 8);
  CALL(epoll_pwait, fd, events, 4, 0, &mask, 16);
  CALL(epoll_pwait, fd, events, 4, 0, &mask, 0);
  CALL(epoll_pwait, fd, events, 4, 0, no_access(), 8);
  CALL(epoll_pwait, fd, events, 4, 0, NULL, 77);
  CALL(epoll_pwait, -1, events, 0, 0, &mask, 16);
}
