#include "signals.h"

int main(void) {
  int thread = (int)RAW(gettid);
  block(BIT(SIGUSR1));
  CALL(tgkill, getpid(), thread, SIGUSR1);
  show_next(SIGUSR1);
  CALL(tgkill, getpid(), thread, 0);
  CALL(tgkill, getpid(), thread, 65);
  CALL(tgkill, getpid(), 0, SIGUSR1);
  CALL(tgkill, 0, thread, SIGUSR1);
  CALL(tgkill, -1, thread, SIGUSR1);
  CALL(tgkill, 1, thread, SIGUSR1);
  CALL(tgkill, getpid(), 1, SIGUSR1);
  CALL(tgkill, getpid(), 0x3fffffff, 0);
  IN_CHILD(CALL(tgkill, getpid(), getpid(), SIGTERM));
}
