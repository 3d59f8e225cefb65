#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t handled, sender;

static void handler(int number) {
  handled = number;
}

static void informed(int number, siginfo_t* info, void* context) {
  handled = number;
  sender = info->si_pid == getpid();
}

int main(void) {
  struct sigaction action = {.sa_handler = handler}, old;
  sigaction(SIGUSR1, &action, NULL);
  raise(SIGUSR1);
  printf("%d\n", handled == SIGUSR1);
  sigaction(SIGUSR1, NULL, &old);
  printf("%d\n", old.sa_handler == handler);
  action.sa_sigaction = informed;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR2, &action, NULL);
  kill(getpid(), SIGUSR2);
  printf("%d %d\n", handled == SIGUSR2, sender);
  signal(SIGUSR1, SIG_IGN);
  handled = 0;
  raise(SIGUSR1);
  printf("%d\n", handled);
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGUSR2);
  sigpending(&pending);
  printf("%d %d\n", handled, sigismember(&pending, SIGUSR2));
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  printf("%d\n", handled == SIGUSR2);
  signal(SIGALRM, handler);
  alarm(1);
  pause();
  printf("%d\n", handled == SIGALRM);
  return 0;
}
