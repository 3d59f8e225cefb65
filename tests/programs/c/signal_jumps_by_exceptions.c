// walicc: -mllvm -wasm-enable-sjlj
// A handler that is left by an exception, which is what longjmp is here, for code that has called
// the interrupted one.
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>

static jmp_buf target;
static volatile int rounds;
static volatile uint64_t sink;

static void jump(int number) {
  longjmp(target, number);
}

static void start_timer(long microseconds) {
  struct itimerval soon = {{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static unsigned recurse(unsigned n) {
  return n < 2 ? n : recurse(n - 1) + recurse(n - 2);
}

static void __attribute__((noinline)) compute(int kind) {
  for (uint64_t x = 1;; x = x * 3 + 1) {
    if (kind == 0) sink = recurse(15);
    sink += x;
  }
}

static void unblock(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

int main(void) {
  signal(SIGALRM, jump);
  int sum = 0;
  for (rounds = 0; rounds < 300; ++rounds) {
    int number = setjmp(target);
    sum += number;
    if (number == 0) {
      start_timer(5000 + rounds % 50);
      compute(rounds % 2);
    }
    unblock();
  }
  printf("%d\n", sum / SIGALRM);
  return 0;
}
