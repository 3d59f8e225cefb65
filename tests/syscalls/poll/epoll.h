/* What the programs of the epoll calls share. */
#pragma once

#include <sys/epoll.h>
#include <time.h>

#include "check.h"

static int full_pipe[2], empty_pipe[2];

/* An epoll descriptor that watches a pipe with data, to be told as 1, and one without, as 2 to read
 * and 3 to write. */
__attribute__((unused)) static int new_epoll(void) {
  MUST(pipe(full_pipe));
  MUST(pipe(empty_pipe));
  MUST(write(full_pipe[1], "x", 1));
  int fd = MUST(epoll_create1(0));
  struct epoll_event event = {EPOLLIN, {.u64 = 0x100000001}};
  MUST(epoll_ctl(fd, EPOLL_CTL_ADD, full_pipe[0], &event));
  event.data.u64 = 2;
  MUST(epoll_ctl(fd, EPOLL_CTL_ADD, empty_pipe[0], &event));
  event = (struct epoll_event){EPOLLOUT, {.u64 = 3}};
  MUST(epoll_ctl(fd, EPOLL_CTL_ADD, empty_pipe[1], &event));
  return fd;
}

__attribute__((unused)) static void print_event(int line, const struct epoll_event* event) {
  print_line(line, "events %#x, data %#llx", event->events, (unsigned long long)event->data.u64);
}
#define SHOW_EVENT(event) print_event(__LINE__, &(event))
