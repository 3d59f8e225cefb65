// Faults that a handler is told of, and those that nobody handles.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static sigjmp_buf target;
static volatile int number_seen, code_seen;
static char* volatile address_seen;
static char* page;
static volatile int zero, minimum = INT32_MIN, minus_one = -1;

static void leave(int number, siginfo_t* info, void* context) {
  number_seen = number;
  code_seen = info->si_code;
  address_seen = info->si_addr;
  siglongjmp(target, 1);
}

static void repair(int number, siginfo_t* info, void* context) {
  ++number_seen;
  mprotect(page, 4096, PROT_READ | PROT_WRITE);
}

static void set_handler(int number, void (*handler)(int, siginfo_t*, void*)) {
  struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(number, &action, NULL);
}

static void read_protected(void) {
  *(volatile char*)(page + 100);
}
static void write_protected(void) {
  *(volatile char*)(page + 200) = 1;
}
static void divide(void) {
  zero = 100 / zero;
}
static void overflow(void) {
  zero = minimum / minus_one;
}
static void trap(void) {
  __builtin_trap();
}

static int is_blocked(int number) {
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  return sigismember(&now, number);
}

static void read_unmapped(void) {
  *(volatile char*)(page + 4096 + 100);
}
static void write_unmapped(void) {
  *(volatile char*)(page + 4096 + 100) = 1;
}
static void write_constant(void) {
  *(volatile char*)(page + 2 * 4096) = 1;
}
static void read_never_mapped(void) {
  *(volatile char*)(uintptr_t)0x70000000;
}

static void fault(const char* what, void (*function)(void)) {
  number_seen = 0;
  for (int i = 0; i < 3; ++i) {
    zero = 0;
    if (sigsetjmp(target, 1) == 0) function();
  }
  printf("%s: signal %d, code %d, at the page + %td, blocked %d\n",
         what,
         number_seen,
         code_seen,
         number_seen == SIGSEGV ? address_seen - page : (ptrdiff_t)0,
         is_blocked(number_seen));
}

static void die(const char* what, void (*function)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    freopen("/dev/null", "w", stderr);
    function();
    _exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  printf("%s: dead %d by %d\n", what, WIFSIGNALED(status), WTERMSIG(status));
}

static void fault_while_blocked(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGSEGV);
  sigprocmask(SIG_BLOCK, &set, NULL);
  read_protected();
}

static void fault_in_handler(int number, siginfo_t* info, void* context) {
  read_protected();
}
static void fault_twice(void) {
  set_handler(SIGSEGV, fault_in_handler);
  read_protected();
}

static void sent(int number, siginfo_t* info, void* context) {
  number_seen = 100 * number + info->si_code;
}

int main(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  page = mmap(NULL, 3 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(page + 4096, 4096);
  mprotect(page + 2 * 4096, 4096, PROT_READ);
  for (int number = 1; number < 32; ++number) {
    if (number == SIGSEGV || number == SIGFPE || number == SIGILL || number == SIGTRAP)
      set_handler(number, leave);
  }
  fault("reading", read_protected);
  fault("writing", write_protected);
  fault("reading what is unmapped", read_unmapped);
  fault("writing what is unmapped", write_unmapped);
  fault("writing what is constant", write_constant);
  fault("dividing by zero", divide);
  fault("dividing the minimum by -1", overflow);
  if (sigsetjmp(target, 1) == 0) read_never_mapped();
  printf("reading what was never mapped: code %d\n", code_seen);
  set_handler(SIGSEGV, repair);
  number_seen = 0;
  *(volatile char*)(page + 300) = 5;
  printf("repaired: %d %d\n", number_seen, page[300]);
  mprotect(page, 4096, PROT_NONE);
  set_handler(SIGSEGV, sent);
  raise(SIGSEGV);
  printf("sent: %d\n", number_seen);
  sigset_t set, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGSEGV);
  sigprocmask(SIG_BLOCK, &set, NULL);
  number_seen = 0;
  raise(SIGSEGV);
  sigpending(&pending);
  printf("blocked: %d, pending: %d\n", number_seen, sigismember(&pending, SIGSEGV));
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  printf("unblocked: %d\n", number_seen);
  die("fault while blocked", fault_while_blocked);
  die("fault in the handler", fault_twice);
  signal(SIGSEGV, SIG_IGN);
  raise(SIGSEGV);
  printf("ignored\n");
  die("fault while ignored", read_protected);
  signal(SIGSEGV, SIG_DFL);
  die("fault by default", read_protected);
  die("abort", abort);
  return 0;
}
