#include "signals.h"

int main(void) {
  int thread = (int)RAW(gettid);
  block(BIT(SIGUSR1));
  CALL(tkill, thread, SIGUSR1);
  show_next(SIGUSR1);
  CALL(tkill, thread, 0);
  CALL(tkill, thread, 65);
  CALL(tkill, thread, -1);
  CALL(tkill, 0, SIGUSR1);
  CALL(tkill, -1, SIGUSR1);
  CALL(tkill, 0x3fffffff, 0);
  IN_CHILD(CALL(tkill, getpid(), SIGTERM));
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(tkill, thread, 0));
}
