#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int number) { (void)number; }

static int is_pending(int number) {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, number);
}

static void print_ending(void (*end)(void)) {
  int status;
  pid_t child = fork();
  if (child == 0) {
    end();
    _exit(0);
  }
  waitpid(child, &status, 0);
  printf("%d %d %d\n", WIFSIGNALED(status), WTERMSIG(status), WEXITSTATUS(status));
}

static void end_by_kill(void) { kill(getpid(), SIGKILL); }

static void end_by_termination(void) { raise(SIGTERM); }

static void survive_ignored(void) {
  signal(SIGTERM, SIG_IGN);
  raise(SIGTERM);
}

static void end_by_unblocking(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGHUP);
  if (!is_pending(SIGHUP)) _exit(1);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void end_by_alarm(void) {
  alarm(1);
  pause();
}

int main(void) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;
  sigaddset(&action.sa_mask, SIGUSR2);
  printf("%d\n", sigaction(SIGUSR1, &action, NULL));
  printf("%d\n", sigaction(SIGUSR1, NULL, &old));
  printf("%d %d\n", old.sa_handler == handler, (old.sa_flags & SA_RESTART) != 0);
  printf("%d %d\n", sigismember(&old.sa_mask, SIGUSR2), sigismember(&old.sa_mask, SIGUSR1));
  printf("%d\n", signal(SIGUSR1, SIG_IGN) == handler);
  raise(SIGUSR1);
  printf("%d\n", sigaction(SIGKILL, &action, NULL));

  sigset_t set, before;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  sigaddset(&set, SIGSEGV);
  sigprocmask(SIG_BLOCK, &set, &before);
  printf("%d %d\n", sigismember(&before, SIGUSR2), sigismember(&before, SIGSEGV));
  sigprocmask(SIG_BLOCK, NULL, &before);
  printf("%d %d\n", sigismember(&before, SIGUSR2), sigismember(&before, SIGSEGV));
  raise(SIGUSR2);
  printf("%d\n", is_pending(SIGUSR2));
  sigdelset(&set, SIGSEGV);
  siginfo_t info;
  printf("%d\n", sigwaitinfo(&set, &info) == SIGUSR2);
  printf("%d %d\n", info.si_signo == SIGUSR2, info.si_pid == getpid());
  printf("%d\n", is_pending(SIGUSR2));
  fflush(stdout);

  print_ending(end_by_kill);
  print_ending(end_by_termination);
  print_ending(survive_ignored);
  print_ending(end_by_unblocking);
  print_ending(end_by_alarm);
  return 0;
}
