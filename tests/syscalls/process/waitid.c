#include "check.h"

static siginfo_t info;
static struct rusage usage;

static pid_t child_that(int what) {
  pid_t child = MUST(fork());
  if (child != 0) return child;
  if (what < 256) _exit(what);
  if (what == 256) kill(getpid(), SIGKILL);
  for (;;) pause();
}

static void show(pid_t child) {
  SHOW(info.si_signo);
  SHOW(info.si_errno);
  SHOW(info.si_code);
  CHECK(info.si_pid == child);
  SHOW(info.si_uid);
  SHOW(info.si_status);
  memset(&info, 0x55, sizeof info);
}

int main(void) {
  CALL(waitid, P_ALL, 0, &info, WEXITED, NULL);
  pid_t child = child_that(3);
  CALL(waitid, P_PID, child, &info, WEXITED | WNOWAIT, &usage);
  show(child);
  CALL(waitid, P_ALL, 0, &info, WEXITED, &usage);
  show(child);
  CHECK(usage.ru_maxrss > 0);
  child = child_that(256);
  CALL(waitid, P_PGID, 0, &info, WEXITED, NULL);
  show(child);
  child = child_that(258);
  CALL(waitid, P_PID, child, &info, WEXITED | WNOHANG, NULL);
  SHOW(info.si_pid);
  SHOW(info.si_signo);
  kill(child, SIGSTOP);
  CALL(waitid, P_PID, child, &info, WSTOPPED, NULL);
  show(child);
  kill(child, SIGCONT);
  CALL(waitid, P_PID, child, &info, WCONTINUED, NULL);
  show(child);
  int fd = (int)RAW(pidfd_open, child, 0);
  kill(child, SIGTERM);
  CALL(waitid, 3 /* P_PIDFD */, fd, &info, WEXITED, NULL);
  show(child);
  child = child_that(0);
  CALL(waitid, P_PID, child, NULL, WEXITED, NULL);
  CALL(waitid, P_PID, child, NULL, WEXITED, NULL);
  CALL(waitid, P_PID, 0, NULL, WEXITED, NULL);
  CALL(waitid, P_PID, -1, NULL, WEXITED, NULL);
  CALL(waitid, 9, 0, NULL, WEXITED, NULL);
  CALL(waitid, P_ALL, 0, NULL, 0, NULL);
  CALL(waitid, P_ALL, 0, NULL, WEXITED | 0x100, NULL);
  CALL(waitid, 3, -1, NULL, WEXITED, NULL);
  CALL(waitid, 3, 1, NULL, WEXITED, NULL);
  child = child_that(0);
  CALL(waitid, P_ALL, 0, no_access(), WEXITED, NULL);
  CALL(waitid, P_ALL, 0, NULL, WEXITED, NULL);
  child = child_that(0);
  CALL(waitid, P_ALL, 0, NULL, WEXITED, no_access());
}
