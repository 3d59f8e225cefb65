#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static jmp_buf outer, inner;
static sigjmp_buf with_mask;

static void dive(int depth, int value) {
  volatile char frame[64];
  memset((void *)frame, depth, sizeof frame);
  if (depth == 0) longjmp(outer, value);
  dive(depth - 1, value);
  printf("%d\n", frame[3]);
}

static int simple(int value) {
  int result = setjmp(outer);
  if (result == 0) dive(50, value);
  return result;
}

static int counted(void) {
  volatile int count = 0;
  int unchanged = 77;
  if (setjmp(outer) < 5) longjmp(outer, ++count);
  return count * 1000 + unchanged;
}

static void throw_twice(volatile int *log) {
  if (setjmp(inner) == 0) {
    *log += 1;
    longjmp(inner, 2);
  }
  *log += 10;
  longjmp(outer, 3);
}

static int value_below_the_call(int base) {
  return base * 2 + (setjmp(outer) == 0 ? (dive(3, 8), 0) : base);
}

int main(void) {
  printf("%d %d %d\n", simple(1), simple(0), simple(-5));
  printf("%d\n", counted());
  volatile int log = 0;
  if (setjmp(outer) == 0) throw_twice(&log);
  printf("%d\n", log);
  printf("%d\n", value_below_the_call(21));

  int total = 0;
  for (volatile int i = 0; i < 10000; i = i + 1) {
    if (_setjmp(outer) == 0) longjmp(outer, 1);
    total++;
  }
  printf("%d\n", total);

  jmp_buf copy;
  volatile int round = 0;
  int result = setjmp(outer);
  if (round == 0) {
    round = 1;
    memcpy(&copy, &outer, sizeof copy);
    memset(&outer, 0, sizeof outer);
    longjmp(copy, 4);
  }
  printf("%d\n", result);

  sigset_t set, now;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  if (sigsetjmp(with_mask, 1) == 0) {
    sigprocmask(SIG_BLOCK, &set, NULL);
    siglongjmp(with_mask, 1);
  }
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("%d\n", sigismember(&now, SIGUSR1));
  return 0;
}
