#include "check.h"

/* Where no handler has been called there is nothing to return to. */
int main(void) {
  print_line(0, "a child calls it");
  IN_CHILD(RAW(rt_sigreturn, 0); SAY("it has come back"));
  signal(SIGSEGV, SIG_IGN);
  IN_CHILD(RAW(rt_sigreturn, 0); SAY("it has come back"));
}
