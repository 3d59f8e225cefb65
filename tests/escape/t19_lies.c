/* Making the kernel lie to the engine: filters of system calls, their dispatch, rules about memory.
 */
#include "escape.h"

static void* nothing(void* argument) {
  return argument;
}
static void handle(int signal) {
  (void)signal;
}

static void attack(void) {
  struct {
    unsigned short length;
    void* filter;
  } program = {1, &program};
  CALL(SYS_prctl, 38, 1, 0, 0, 0);            /* PR_SET_NO_NEW_PRIVS */
  EXPECT_RESULT(-ENOSYS, CALL(317, 0, 0, 0)); /* seccomp(SECCOMP_SET_MODE_STRICT) */
  EXPECT_RESULT(-ENOSYS, CALL(317, 1, 0, &program));
  EXPECT_RESULT(-EINVAL, CALL(SYS_prctl, 22, 1, 0, 0, 0));
  EXPECT_RESULT(-EINVAL, CALL(SYS_prctl, 22, 2, &program, 0, 0));
  EXPECT_RESULT(-EINVAL, CALL(SYS_prctl, 59, 1, 0, 0, &program));
  EXPECT_RESULT(-EINVAL, CALL(SYS_prctl, 65, 1, 0, 0, 0));
  EXPECT_RESULT(-EPERM, CALL(135, 0x0040000)); /* personality(ADDR_NO_RANDOMIZE) */
  /* The engine still makes stacks and code. */
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, nothing, 0) == 0);
  pthread_join(thread, 0);
  EXPECT(signal(SIGUSR1, handle) != SIG_ERR);
  raise(SIGUSR1);
}
