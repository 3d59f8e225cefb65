// trace: timer_create,timer_settime,timer_gettime,timer_getoverrun,timer_delete,timerfd_create,timerfd_settime,timerfd_gettime
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int timer = -1;
  syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &timer);
  struct itimerspec far = {{0, 0}, {1000, 500}}, old, none = {0};
  syscall(SYS_timer_settime, timer, 0, &far, NULL);
  syscall(SYS_timer_settime, timer, TIMER_ABSTIME, &none, NULL);
  syscall(SYS_timer_gettime, timer, &old);
  syscall(SYS_timer_getoverrun, timer);
  syscall(SYS_timer_delete, timer);
  syscall(SYS_timer_delete, timer);
  syscall(SYS_timer_gettime, timer, NULL);
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  event.sigev_value.sival_int = 77;
  syscall(SYS_timer_create, CLOCK_REALTIME, &event, &timer);
  event.sigev_notify = SIGEV_NONE;
  syscall(SYS_timer_create, CLOCK_BOOTTIME, &event, &timer);
  syscall(SYS_timer_create, 99, NULL, &timer);
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  timerfd_settime(fd, 0, &far, &old);
  timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &none, NULL);
  timerfd_gettime(fd, &old);
  return 0;
}
