/* Calls that reach into the memory of processes, our own included. */
#include <sys/uio.h>

#include "escape.h"

static void try_process(long process) {
  long address = test_data_address();
  char bytes[8] = "intruder";
  long local[2] = {(long)bytes, sizeof bytes}, remote[2] = {address, sizeof bytes};
  EXPECT_RESULT(-EPERM, CALL(310, process, local, 1, remote, 1, 0)); /* process_vm_readv */
  EXPECT_RESULT(-EPERM, CALL(311, process, local, 1, remote, 1, 0)); /* process_vm_writev */
  for (int request = 0; request < 20; request++)
    EXPECT_RESULT(-EPERM, CALL(101, request, process, address, bytes)); /* ptrace */
  EXPECT_RESULT(-EPERM, CALL(101, 0x4206, process, 0, 0));              /* PTRACE_SEIZE */
  EXPECT_RESULT(-EPERM, CALL(312, process, getpid(), 0, 0, 0));         /* kcmp */
  long pidfd = CALL(434, process, 0);
  EXPECT_RESULT(-EPERM, CALL(438, pidfd, 0, 0));            /* pidfd_getfd */
  EXPECT_RESULT(-EPERM, CALL(440, pidfd, remote, 1, 4, 0)); /* process_madvise */
  if (pidfd >= 0) close((int)pidfd);
}

static void attack(void) {
  try_process(getpid());
  try_process(getppid());
  pid_t child = fork();
  if (child == 0) {
    try_process(getppid());
    _exit(failures != 0);
  }
  int status;
  waitpid(child, &status, 0);
  EXPECT(status == 0);
}
