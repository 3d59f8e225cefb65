/* The guest's handlers and masks for the signals that traps arrive as. */
#include <setjmp.h>

#include "escape.h"

static sigjmp_buf back;
static volatile int caught;

static void handle(int signal) {
  caught = signal;
  siglongjmp(back, 1);
}

static void leave_memory(void) {
  *(volatile char*)0xfffffff0 = 1;
}

static void block_and_leave(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, 0);
  CALL(SYS_rt_sigprocmask, 0, &all, 0, 8);
  leave_memory();
}

static void ignore_and_leave(void) {
  signal(SIGSEGV, SIG_IGN);
  leave_memory();
}

/* The host copies what it is given by itself, and must survive that with every signal blocked. */
static void block_and_give_nothing(void) {
  void* page = mmap(0, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  sigset_t all;
  sigfillset(&all);
  CALL(SYS_rt_sigprocmask, SIG_BLOCK, &all, 0, 8);
  EXPECT_RESULT(-EFAULT, CALL(SYS_rt_sigaction, SIGUSR1, page, 0, 8));
  if (failures != 0) _exit(1);
}

static double handle_numbers(double left, double right) {
  return left + right;
}

static void handle_with_another_type(void) {
  struct sigaction action = {.sa_handler = (void (*)(int))handle_numbers};
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
}

static void trap(void) {
  __builtin_trap();
}

static void wait_masked(void) {
  sigset_t all;
  sigfillset(&all);
  struct timespec soon = {0, 1000000};
  CALL(SYS_ppoll, 0, 0, &soon, &all, 8);
  leave_memory();
}

static void attack(void) {
  struct sigaction action = {.sa_handler = handle};
  static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS};
  for (size_t i = 0; i < 6; i++) EXPECT(sigaction(signals[i], &action, 0) == 0);
  for (int i = 0; i < 100; i++) {
    caught = 0;
    if (sigsetjmp(back, 1) == 0) leave_memory();
    EXPECT(caught == SIGSEGV);
  }
  if (sigsetjmp(back, 1) == 0) trap();
  EXPECT(caught == SIGILL);
  for (size_t i = 0; i < 6; i++) signal(signals[i], SIG_DFL);
  int status = end_of_child(block_and_leave);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  status = end_of_child(ignore_and_leave);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  status = end_of_child(wait_masked);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  EXPECT(end_of_child(block_and_give_nothing) == 0);
  status = end_of_child(handle_with_another_type);
  EXPECT(WIFSIGNALED(status));
  status = end_of_child(trap);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGILL);
}
