#include "epoll.h"

int main(void) {
  int fd = new_epoll(), idle = MUST(epoll_create1(0));
  struct timespec zero = {0, 0}, brief = {0, 10000000};
  struct epoll_event events[4] = {{0}};
  CALL(epoll_wait, fd, events, 4, 0);
  SHOW_EVENT(events[0]);
  SHOW_EVENT(events[1]);
  SHOW_EVENT(events[2]);
  CALL(epoll_wait, fd, events, 1, -1);
  SHOW_EVENT(events[0]);
  CALL(epoll_wait, fd, events, 1, 0);
  SHOW_EVENT(events[0]);
  CALL(epoll_wait, idle, events, 4, 0);
  CALL(epoll_wait, idle, events, 4, 10);
  CALL(epoll_wait, fd, events, 0, 0);
  CALL(epoll_wait, fd, events, -1, 0);
  CALL(epoll_wait, fd, events, 0x7fffffff, 0);
  CALL(epoll_wait, fd, NULL, 4, 0);
  CALL(epoll_wait, fd, no_access(), 4, 0);
  CALL(epoll_wait, fd, read_only(), 4, 0);
  CALL(epoll_wait, fd, HIGHEST_PAGE, 4, 0);
  CALL(epoll_wait, idle, no_access(), 4, 0);
  struct epoll_event* end = before_the_end(12);
  CALL(epoll_wait, fd, end, 4, 0);
  SHOW_HEX(end->events);
  CALL(epoll_wait, fd, end, 1, 0);
  CALL(epoll_wait, fd, (char*)end + 8, 1, 0);
  CALL(epoll_wait, -1, events, 4, 0);
  CALL(epoll_wait, 0, events, 4, 0);
  CALL(epoll_wait, 999, events, 0, 0);
  MUST(close(full_pipe[1]));
  CALL(epoll_wait, fd, events, 4, 0);
  SHOW_EVENT(events[0]);
}
