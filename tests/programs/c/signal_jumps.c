// Leaving handlers by siglongjmp and longjmp: out of computations, out of blocking calls, out of
// handlers of handlers.
#define _GNU_SOURCE
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf target, inner;
static jmp_buf plain_target;
static volatile int rounds;
static volatile uint64_t sink;

static void jump(int number) {
  siglongjmp(target, number);
}

static void start_timer(long microseconds) {
  struct itimerval soon = {{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static int is_blocked(int number) {
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  return sigismember(&now, number);
}

static uint64_t leaf(uint64_t x) {
  return x * 6364136223846793005u + 1442695040888963407u;
}
static uint64_t (*volatile indirect)(uint64_t) = leaf;

static uint64_t many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {
  return (uint64_t)(a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j +
                    11 * k);
}
static uint64_t (*volatile many_pointer)(int, int, int, int, int, int, int, int, int, int, int) =
    many;

static unsigned recurse(unsigned n) {
  return n < 2 ? n : recurse(n - 1) + recurse(n - 2);
}

static void out_of_computations(void) {
  signal(SIGALRM, jump);
  rounds = 0;
  uint64_t x = 1;
  if (sigsetjmp(target, 1) != 0) ++rounds;
  if (rounds < 400) {
    start_timer(20 + rounds % 97);
    switch (rounds % 5) {
      case 0:
        for (;;) x = x * 3 + 1;
      case 1:
        for (;;) x = indirect(x);
      case 2:
        for (;;) sink = recurse(20);
      case 3:
        for (;;) sink = many_pointer(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (int)x++);
      case 4:
        for (;;) free(malloc(1 + x++ % 1000));
    }
  }
  printf("%d jumps out of computations, blocked: %d\n", rounds, is_blocked(SIGALRM));
}

static void out_of_calls(void) {
  rounds = 0;
  int ends[2];
  pipe(ends);
  if (sigsetjmp(target, 1) != 0) ++rounds;
  if (rounds < 100) {
    start_timer(200);
    char byte;
    switch (rounds % 3) {
      case 0:
        read(ends[0], &byte, 1);
        break;
      case 1:
        poll(NULL, 0, -1);
        break;
      case 2:
        pause();
        break;
    }
  }
  printf("%d jumps out of calls, blocked: %d\n", rounds, is_blocked(SIGALRM));
  close(ends[0]);
  close(ends[1]);
}

static void jump_plainly(int number) {
  longjmp(plain_target, 1);
}

static void without_mask(void) {
  signal(SIGALRM, jump_plainly);
  if (setjmp(plain_target) == 0) {
    start_timer(100);
    for (;;) sink = leaf(sink);
  }
  printf("after longjmp blocked: %d\n", is_blocked(SIGALRM));
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void outer_handler(int number) {
  if (sigsetjmp(inner, 1) == 0) raise(SIGUSR2);
  ++rounds;
  siglongjmp(target, 2);
}
static void inner_handler(int number) {
  siglongjmp(inner, 1);
}

static void out_of_nested_handlers(void) {
  signal(SIGUSR1, outer_handler);
  signal(SIGUSR2, inner_handler);
  rounds = 0;
  for (int i = 0; i < 100; ++i) {
    if (sigsetjmp(target, 1) == 0) raise(SIGUSR1);
  }
  printf("%d jumps out of nested handlers, blocked: %d %d\n",
         rounds,
         is_blocked(SIGUSR1),
         is_blocked(SIGUSR2));
}

static void jump_across(int number) {
  siglongjmp(target, 3);
}
static void raise_other(int number) {
  raise(SIGUSR2);
  _exit(9);
}

static void across_two_handlers(void) {
  signal(SIGUSR1, raise_other);
  signal(SIGUSR2, jump_across);
  rounds = 0;
  for (int i = 0; i < 100; ++i) {
    if (sigsetjmp(target, 1) == 0)
      raise(SIGUSR1);
    else
      ++rounds;
  }
  printf("%d jumps across two handlers\n", rounds);
}

static void fork_and_exit(int number) {
  pid_t child = fork();
  if (child == 0) siglongjmp(target, 4);
  int status;
  waitpid(child, &status, 0);
  rounds = WEXITSTATUS(status);
}

static void fork_in_handler(void) {
  signal(SIGALRM, fork_and_exit);
  if (sigsetjmp(target, 1) == 4) _exit(42);
  rounds = 0;
  start_timer(100);
  while (rounds == 0) sink = leaf(sink);
  printf("child of a handler ended with %d\n", rounds);
}

static void leave_process(int number) {
  exit(11);
}

static void exit_in_handler(void) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    signal(SIGALRM, leave_process);
    start_timer(100);
    for (;;) sink = leaf(sink);
  }
  int status;
  waitpid(child, &status, 0);
  printf("exit in a handler: %d\n", WEXITSTATUS(status));
}

static void execute(int number) {
  execl("/bin/echo", "echo", "executed in a handler", (char*)NULL);
  _exit(1);
}

int main(void) {
  out_of_computations();
  out_of_calls();
  without_mask();
  out_of_nested_handlers();
  across_two_handlers();
  fork_in_handler();
  exit_in_handler();
  fflush(stdout);
  signal(SIGALRM, execute);
  start_timer(100);
  for (;;) sink = leaf(sink);
}
