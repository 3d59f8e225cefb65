// signals KIND COUNT: prints the microseconds that one signal took.
//   kill      kill(2) of the process itself, to the handler and back
//   info      the same, for a handler with siginfo and ucontext
//   computing what a computation loses to each signal of a timer of 50 us
//   blocked   read(2) that is interrupted by a timer, and made again
//   call      a call of the kernel's without any signal, for what the test costs
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile long handled;
static volatile uint64_t sink;

static void plain(int number) {
  ++handled;
}
static void informed(int number, siginfo_t* info, void* context) {
  handled += info->si_signo == number;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static void compute(long steps) {
  uint64_t x = 1;
  for (long i = 0; i < steps; ++i) x = x * 6364136223846793005u + 1442695040888963407u;
  sink = x;
}

static void set_timer(long microseconds) {
  struct itimerval timer = {{0, microseconds}, {0, microseconds}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static double kill_itself(long count) {
  pid_t self = getpid();
  double begin = now();
  for (long i = 0; i < count; ++i) kill(self, SIGUSR1);
  return (now() - begin) / count;
}

static double lost_by_computation(long count) {
  long steps = 1000000;
  double begin = now();
  compute(steps);
  double per_step = (now() - begin) / steps;
  handled = 0;
  set_timer(50);
  long done = 0;
  begin = now();
  for (; handled < count; done += 1000) compute(1000);
  double time = now() - begin;
  set_timer(0);
  return (time - done * per_step) / handled;
}

static double interrupted_read(long count) {
  int ends[2];
  char byte;
  if (pipe(ends) != 0) exit(1);
  double begin = now();
  set_timer(50);
  for (long i = 0; i < count; ++i) {
    if (read(ends[0], &byte, 1) >= 0 || errno != EINTR) exit(1);
  }
  double time = now() - begin;
  set_timer(0);
  return time / count - 50;
}

static double call(long count) {
  double begin = now();
  for (long i = 0; i < count; ++i) getppid();
  return (now() - begin) / count;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  long count = atol(argv[2]);
  struct sigaction action = {.sa_handler = plain};
  sigaction(SIGALRM, &action, NULL);
  if (strcmp(argv[1], "info") == 0) {
    action.sa_sigaction = informed;
    action.sa_flags = SA_SIGINFO;
  }
  sigaction(SIGUSR1, &action, NULL);
  double time;
  if (strcmp(argv[1], "computing") == 0)
    time = lost_by_computation(count);
  else if (strcmp(argv[1], "blocked") == 0)
    time = interrupted_read(count);
  else if (strcmp(argv[1], "call") == 0)
    time = call(count);
  else
    time = kill_itself(count);
  printf("%.3f\n", time);
  return 0;
}
