// What a handler sees: masks, flags, siginfo, the alternate stack, and what it leaves behind.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t depth, count, order[32], length;
static siginfo_t last;
static sigset_t inside;

static void note(int number) {
  if (length < 32) order[length++] = number;
}

static void print_order(const char* what) {
  printf("%s:", what);
  for (int i = 0; i < length; ++i) printf(" %d", order[i]);
  printf("\n");
  length = 0;
}

static void plain(int number) {
  note(number);
  ++count;
  sigprocmask(SIG_BLOCK, NULL, &inside);
}

static void with_info(int number, siginfo_t* info, void* context) {
  last = *info;
  note(number);
  sigprocmask(SIG_BLOCK, NULL, &inside);
  if (context == NULL) note(-1);
}

static void set_action(int number, void (*handler)(int), int flags, int blocked) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  if (blocked) sigaddset(&action.sa_mask, blocked);
  sigaction(number, &action, NULL);
}

static void set_info_action(int number, int flags) {
  struct sigaction action = {.sa_sigaction = with_info, .sa_flags = flags | SA_SIGINFO};
  sigaction(number, &action, NULL);
}

static void print_inside(const char* what) {
  printf("%s:", what);
  for (int number = 1; number < 32; ++number) {
    if (sigismember(&inside, number)) printf(" %d", number);
  }
  printf("\n");
}

static void raise_nested(int number) {
  note(number);
  if (++depth < 4) raise(number == SIGUSR1 ? SIGUSR2 : SIGUSR1);
  note(-number);
}

static void raise_itself(int number) {
  note(number);
  if (++depth < 3) raise(number);
  note(-number);
}

static void block_in_context(int number, siginfo_t* info, void* context) {
  sigaddset(&((ucontext_t*)context)->uc_sigmask, SIGWINCH);
}

static void masks(void) {
  set_action(SIGUSR1, plain, 0, SIGHUP);
  raise(SIGUSR1);
  print_inside("blocked inside");
  set_action(SIGUSR1, plain, SA_NODEFER, SIGHUP);
  raise(SIGUSR1);
  print_inside("blocked inside, not deferred");
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("blocked after: %d %d\n", sigismember(&now, SIGUSR1), sigismember(&now, SIGHUP));
  struct sigaction action = {.sa_sigaction = block_in_context, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR2, &action, NULL);
  raise(SIGUSR2);
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("blocked by the context: %d\n", sigismember(&now, SIGWINCH));
  sigemptyset(&now);
  sigprocmask(SIG_SETMASK, &now, NULL);
  length = 0;
}

static void nesting(void) {
  set_action(SIGUSR1, raise_nested, 0, 0);
  set_action(SIGUSR2, raise_nested, 0, 0);
  depth = 0;
  raise(SIGUSR1);
  print_order("two that nest");
  depth = 0;
  set_action(SIGUSR1, raise_itself, SA_NODEFER, 0);
  raise(SIGUSR1);
  print_order("one that nests");
  depth = 0;
  set_action(SIGUSR1, raise_itself, 0, 0);
  raise(SIGUSR1);
  print_order("one that waits");
}

static void flags(void) {
  struct sigaction old;
  set_action(SIGUSR1, plain, SA_RESETHAND, 0);
  raise(SIGUSR1);
  sigaction(SIGUSR1, NULL, &old);
  printf("reset: %d\n", old.sa_handler == SIG_DFL);
  print_order("once");
  set_action(SIGUSR1, plain, 0, 0);
  signal(SIGUSR1, SIG_IGN);
  raise(SIGUSR1);
  print_order("ignored");
}

static void queues(void) {
  sigset_t set, none;
  sigemptyset(&none);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  for (int i = 0; i < 3; ++i) sigaddset(&set, SIGRTMIN + i);
  set_action(SIGUSR1, plain, 0, 0);
  for (int i = 0; i < 3; ++i) set_action(SIGRTMIN + i, plain, 0, 0);
  sigprocmask(SIG_BLOCK, &set, NULL);
  count = 0;
  for (int i = 0; i < 5; ++i) raise(SIGUSR1);
  for (int i = 0; i < 5; ++i) raise(SIGRTMIN + 1);
  sigset_t pending;
  sigpending(&pending);
  printf("pending: %d %d %d\n",
         sigismember(&pending, SIGUSR1),
         sigismember(&pending, SIGRTMIN + 1),
         sigismember(&pending, SIGRTMIN));
  sigprocmask(SIG_SETMASK, &none, NULL);
  printf("handled: %d\n", count);
  length = 0;
}

static char alternate[32768] __attribute__((aligned(16)));
static volatile int on_alternate;

static void look_where(int number) {
  char here;
  stack_t now;
  sigaltstack(NULL, &now);
  uintptr_t at = (uintptr_t)&here, base = (uintptr_t)alternate;
  on_alternate =
      (at >= base && at < base + sizeof alternate) * 10 + ((now.ss_flags & SS_ONSTACK) != 0);
}

static void alternate_stack(void) {
  stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate}, old;
  printf("alternate stack: %d", sigaltstack(&stack, NULL));
  set_action(SIGUSR1, look_where, SA_ONSTACK, 0);
  raise(SIGUSR1);
  printf(" %d", on_alternate);
  set_action(SIGUSR1, look_where, 0, 0);
  raise(SIGUSR1);
  printf(" %d\n", on_alternate);
  stack.ss_flags = SS_DISABLE;
  sigaltstack(&stack, &old);
  printf("%d %d\n", old.ss_sp == alternate, old.ss_flags);
}

static void information(void) {
  set_info_action(SIGUSR1, 0);
  kill(getpid(), SIGUSR1);
  printf("kill: %d %d %d %d\n",
         last.si_signo,
         last.si_code == SI_USER,
         last.si_pid == getpid(),
         last.si_uid == getuid());
  raise(SIGUSR1);
  printf("raise: %d %d\n", last.si_code == SI_TKILL, last.si_pid == getpid());
  set_info_action(SIGCHLD, 0);
  pid_t child = fork();
  if (child == 0) _exit(7);
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
  }
  printf("child: %d %d %d %d\n",
         last.si_signo == SIGCHLD,
         last.si_code == CLD_EXITED,
         last.si_pid == child,
         last.si_status);
  signal(SIGCHLD, SIG_DFL);
  length = 0;
}

static void count_only(int number) {
  ++count;
}

// In the middle of a computation, again and again: its result must not change.
static void interrupted_computation(void) {
  set_action(SIGALRM, count_only, SA_RESTART, 0);
  count = 0;
  struct itimerval often = {{0, 100}, {0, 100}}, never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &often, NULL);
  uint64_t sums[3];
  for (int round = 0; round < 3; ++round) {
    uint64_t sum = 0, x = 88172645463325252u;
    for (int i = 0; i < 3000000; ++i) {
      x ^= x << 13;
      x ^= x >> 7;
      x ^= x << 17;
      sum += x % 1000003 + (uint64_t)(1.5 * (double)(x & 0xffff));
    }
    sums[round] = sum;
  }
  setitimer(ITIMER_REAL, &never, NULL);
  printf("sums: %d %d, interrupted: %d\n", sums[0] == sums[1], sums[1] == sums[2], count > 0);
}

int main(void) {
  masks();
  nesting();
  flags();
  queues();
  alternate_stack();
  information();
  interrupted_computation();
  return 0;
}
