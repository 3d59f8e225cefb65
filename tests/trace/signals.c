// trace: rt_sigaction,rt_sigprocmask,rt_sigpending,rt_sigtimedwait,kill,tkill,alarm,setitimer,getitimer,getpid,gettid
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static void handle(int number) {}

int main(void) {
  signal(SIGUSR2, handle);  // the first handler makes the C library unblock its own signals
  access("begin", F_OK);
  sigset_t set, old;
  signal(SIGPIPE, SIG_IGN);
  signal(SIGPIPE, SIG_DFL);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGRTMIN + 3);
  sigprocmask(SIG_BLOCK, &set, &old);
  sigprocmask(SIG_SETMASK, NULL, &old);
  kill(getpid(), SIGUSR1);
  sigpending(&old);
  sigtimedwait(&set, NULL, &(struct timespec){1, 0});
  sigtimedwait(&set, NULL, &(struct timespec){0, 5});
  sigfillset(&set);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  sigdelset(&set, SIGTERM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  kill(getpid(), 0);
  kill(getpid(), 99);
  raise(SIGCONT);
  alarm(100);
  struct itimerval time = {{0, 5}, {100, 0}};
  setitimer(ITIMER_VIRTUAL, &time, NULL);
  time = (struct itimerval){{0, 0}, {0, 0}};
  setitimer(ITIMER_VIRTUAL, &time, NULL);
  getitimer(ITIMER_VIRTUAL, &time);
  getitimer(9, &time);
  return 0;
}
