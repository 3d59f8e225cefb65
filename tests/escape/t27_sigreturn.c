/* A return from no signal ends the program, as natively, and does nothing else. */
#include "escape.h"

static void return_from_nothing(void) {
  CALL(15);
}
static void return_to_engine(void) {
  CALL(15, test_stack_address(), test_code_address());
}

static void handle(int signal) {
  (void)signal;
}

static void attack(void) {
  void (*const ways[])(void) = {return_from_nothing, return_to_engine};
  for (int i = 0; i < 2; i++) {
    int status = end_of_child(ways[i]);
    EXPECT(status == 0 || (WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV));
  }
  /* handler, flags with SA_RESTORER and what there is not, restorer, mask */
  struct __attribute__((packed)) {
    unsigned handler;
    unsigned long flags;
    unsigned restorer;
    unsigned long mask;
  } action = {
      (unsigned)(long)handle, 0x04000000ul | ~0xffffffffl, (unsigned)test_code_address(), ~0ul};
  CALL(SYS_rt_sigaction, SIGUSR1, &action, 0, 8);
  raise(SIGUSR1);
}
