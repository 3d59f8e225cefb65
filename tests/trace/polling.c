// trace: poll,ppoll,select,pselect6,epoll_create1,epoll_ctl,epoll_wait,epoll_pwait,eventfd2,timerfd_create,timerfd_settime,timerfd_gettime,inotify_init1,inotify_add_watch,inotify_rm_watch,signalfd4
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int ends[2];
  pipe(ends);
  struct pollfd fds[3] = {{ends[0], POLLIN}, {ends[1], POLLIN | POLLOUT}, {-1, POLLIN}};
  poll(fds, 3, 100);
  poll(fds, 1, 0);
  poll(NULL, 0, 0);
  fds[0].fd = 99;
  poll(fds, 1, 0);
  fds[0].fd = ends[0];
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  ppoll(fds, 2, &(struct timespec){5, 0}, &set);
  ppoll(fds, 1, &(struct timespec){0, 10}, NULL);
  fd_set in, out;
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_SET(ends[0], &in);
  FD_SET(ends[1], &out);
  select(ends[1] + 1, &in, &out, NULL, &(struct timeval){5, 0});
  FD_SET(ends[0], &in);
  select(ends[0] + 1, &in, NULL, NULL, &(struct timeval){0, 10});
  FD_SET(ends[1], &out);
  pselect(ends[1] + 1, NULL, &out, NULL, &(struct timespec){5, 0}, &set);
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  epoll_create1(-1);
  struct epoll_event event = {EPOLLIN | EPOLLET | EPOLLONESHOT, {.u64 = 0x123456789a}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event);
  event = (struct epoll_event){EPOLLOUT, {.u64 = 7}};
  epoll_ctl(epoll, EPOLL_CTL_ADD, ends[1], &event);
  epoll_ctl(epoll, EPOLL_CTL_ADD, ends[1], &event);
  event.events = EPOLLOUT | EPOLLRDHUP;
  epoll_ctl(epoll, EPOLL_CTL_MOD, ends[1], &event);
  struct epoll_event events[4];
  epoll_wait(epoll, events, 4, 100);
  write(ends[1], "x", 1);
  epoll_wait(epoll, events, 4, 0);
  epoll_pwait(epoll, events, 4, 0, &set);
  epoll_wait(epoll, events, 0, 0);
  eventfd(5, EFD_NONBLOCK | EFD_SEMAPHORE);
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  struct itimerspec time = {{1, 5}, {2, 0}};
  timerfd_settime(timer, TFD_TIMER_ABSTIME, &time, NULL);
  time = (struct itimerspec){{0, 0}, {0, 0}};
  timerfd_settime(timer, 0, &time, NULL);
  timerfd_gettime(timer, &time);
  int watches = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  int watch = inotify_add_watch(watches, ".", IN_CREATE | IN_DELETE | IN_ONLYDIR);
  inotify_rm_watch(watches, watch);
  inotify_add_watch(watches, "no such file", IN_ALL_EVENTS);
  signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return 0;
}
