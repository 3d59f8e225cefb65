// Which blocking calls go on after a handler and which end with EINTR.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t count;
static int ends[2];

static void wake(int number) {
  if (++count == 3) write(ends[1], "x", 1);
}

static void start(int flags) {
  struct sigaction action = {.sa_handler = wake, .sa_flags = flags};
  sigaction(SIGALRM, &action, NULL);
  count = 0;
  struct itimerval soon = {{0, 20000}, {0, 20000}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static void report(const char* what, long result, int error) {
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &never, NULL);
  char buffer[8];
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  while (read(ends[0], buffer, sizeof buffer) > 0) {
  }
  fcntl(ends[0], F_SETFL, 0);
  printf("%s: %ld %s\n", what, result, result < 0 ? strerror(error) : "");
}

static long read_pipe(void) {
  char byte;
  return read(ends[0], &byte, 1);
}
static long sleep_long(void) {
  struct timespec time = {1, 0};
  return nanosleep(&time, NULL);
}
static long sleep_until(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += 1;
  int error = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
  errno = error;
  return error ? -1 : 0;
}
static long poll_pipe(void) {
  struct pollfd fd = {ends[0], POLLIN};
  return poll(&fd, 1, 1000);
}
static long select_pipe(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  struct timeval time = {1, 0};
  return select(ends[0] + 1, &set, NULL, NULL, &time);
}
static long wait_epoll(void) {
  int fd = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN};
  epoll_ctl(fd, EPOLL_CTL_ADD, ends[0], &event);
  long result = epoll_wait(fd, &event, 1, 1000);
  int error = errno;
  close(fd);
  errno = error;
  return result;
}
static pid_t child;
static long wait_child(void) {
  child = fork();
  if (child == 0) {
    usleep(100000);
    _exit(0);
  }
  long result = waitpid(child, NULL, 0);
  int error = errno;
  while (result < 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR) {
  }
  errno = error;
  return result > 0;
}
static long wait_any(void) {
  return pause();
}

int main(void) {
  pipe(ends);
  struct {
    const char* name;
    long (*call)(void);
  } calls[] = {{"read", read_pipe},
               {"nanosleep", sleep_long},
               {"clock_nanosleep", sleep_until},
               {"poll", poll_pipe},
               {"select", select_pipe},
               {"epoll_wait", wait_epoll},
               {"waitpid", wait_child},
               {"pause", wait_any}};
  for (int flags = 0; flags < 2; ++flags) {
    for (size_t i = 0; i < sizeof calls / sizeof *calls; ++i) {
      start(flags ? SA_RESTART : 0);
      long result = calls[i].call();
      report(calls[i].name, result, errno);
    }
  }
  return 0;
}
