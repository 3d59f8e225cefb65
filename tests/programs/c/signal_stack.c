// A handler on an alternate stack for a stack that is exhausted: it may jump out, any number of
// times, or end the process. Without an alternate stack the process dies.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf target;
static volatile int seen, depth;
static char alternate[65536];

static void leave(int number, siginfo_t* info, void* context) {
  char local;
  seen = &local >= alternate && &local < alternate + sizeof alternate ? number : -number;
  siglongjmp(target, 1);
}

static void report(int number) {
  char text[80];
  int length = snprintf(text, sizeof text, "in the handler of %d, %.2f\n", number, 1.5);
  write(1, text, length);
  _exit(7);
}

static int __attribute__((noinline)) small_frames(int n) {
  ++depth;
  return n == 0 ? 0 : small_frames(n - 1) * 3 + n;
}

static int __attribute__((noinline)) with_arrays(int n) {
  volatile char array[5000];
  ++depth;
  array[n % 5000] = (char)n;
  return n == 0 ? 0 : with_arrays(n - 1) + array[(n + 7) % 5000];
}

static int __attribute__((noinline)) mutual(int n);
static int (*volatile next)(int) = mutual;
static int __attribute__((noinline)) mutual(int n) {
  ++depth;
  return next(n + 1) + n;
}

static void set_handler(void (*handler)(int, siginfo_t*, void*), int flags) {
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};
  sigemptyset(&action.sa_mask);
  sigaction(SIGSEGV, &action, NULL);
}

static void exhaust(const char* what, int (*function)(int)) {
  for (int i = 0; i < 5; ++i) {
    depth = seen = 0;
    if (sigsetjmp(target, 1) == 0) function(2000000000);
    printf("%s: signal %d, deep: %d\n", what, seen, depth > 1000);
  }
}

static void die(const char* what, int (*function)(int), void (*prepare)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    freopen("/dev/null", "w", stderr);
    prepare();
    function(2000000000);
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  printf("%s: exit %d, signal %d\n", what, WEXITSTATUS(status), WTERMSIG(status));
}

static void end_in_handler(void) {
  signal(SIGSEGV, SIG_DFL);
  struct sigaction action = {.sa_handler = report, .sa_flags = SA_ONSTACK};
  sigaction(SIGSEGV, &action, NULL);
}
static void no_handler(void) {
  signal(SIGSEGV, SIG_DFL);
}
static void no_alternate_stack(void) {
  set_handler(leave, 0);
}

static void recurse_in_handler(int number, siginfo_t* info, void* context) {
  next(0);
}
static void exhaust_twice(void) {
  set_handler(recurse_in_handler, SA_ONSTACK);
}

int main(void) {
  sigaltstack(&(stack_t){.ss_sp = alternate, .ss_size = sizeof alternate}, NULL);
  set_handler(leave, SA_ONSTACK);
  exhaust("small frames", small_frames);
  exhaust("with arrays", with_arrays);
  exhaust("through a pointer", mutual);
  die("ends in the handler", mutual, end_in_handler);
  die("no handler", small_frames, no_handler);
  die("no alternate stack", small_frames, no_alternate_stack);
  die("exhausted in the handler", mutual, exhaust_twice);
  set_handler(leave, SA_ONSTACK);
  exhaust("again", mutual);
  return 0;
}
