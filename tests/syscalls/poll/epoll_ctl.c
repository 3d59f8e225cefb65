#include "epoll.h"

int main(void) {
  int fd = new_epoll(), other = MUST(epoll_create1(0)), file = new_file("file", "x");
  struct epoll_event event = {EPOLLIN, {.u64 = 9}}, seen;
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_MOD, full_pipe[0], &event);
  SHOW(epoll_wait(fd, &seen, 1, 0));
  SHOW_EVENT(seen);
  CALL(epoll_ctl, fd, EPOLL_CTL_DEL, empty_pipe[1], NULL);
  SHOW(epoll_wait(fd, &seen, 1, 0));
  CALL(epoll_ctl, fd, EPOLL_CTL_DEL, empty_pipe[1], NULL);
  CALL(epoll_ctl, fd, EPOLL_CTL_MOD, empty_pipe[1], &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_DEL, full_pipe[0], no_access());
  SHOW(epoll_wait(fd, &seen, 1, 0));
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, file, &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, fd, &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, other, &event);
  CALL(epoll_ctl, other, EPOLL_CTL_ADD, fd, &event);
  CALL(epoll_ctl, fd, 4, full_pipe[0], &event);
  CALL(epoll_ctl, fd, 0, full_pipe[0], &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], NULL);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], no_access());
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], HIGHEST_PAGE);
  struct epoll_event* end = before_the_end(12);
  end->events = EPOLLIN | EPOLLEXCLUSIVE;
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], end);
  CALL(epoll_ctl, fd, EPOLL_CTL_MOD, full_pipe[0], end);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[1], (char*)end + 4);
  CALL(epoll_ctl, -1, EPOLL_CTL_ADD, full_pipe[0], &event);
  CALL(epoll_ctl, 0, EPOLL_CTL_ADD, full_pipe[0], &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, -1, &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, 999, &event);
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, -1, no_access());
  event.events = EPOLLIN | EPOLLONESHOT;
  CALL(epoll_ctl, fd, EPOLL_CTL_MOD, full_pipe[0], &event);
  MUST(epoll_ctl(fd, EPOLL_CTL_DEL, full_pipe[0], &event));
  CALL(epoll_ctl, fd, EPOLL_CTL_ADD, full_pipe[0], &event);
  SHOW(epoll_wait(fd, &seen, 1, 0));
  SHOW(epoll_wait(fd, &seen, 1, 0));
}
