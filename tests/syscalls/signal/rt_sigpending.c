#include "signals.h"

int main(void) {
  uint64_t set = 77;
  CALL(rt_sigpending, &set, 8);
  SHOW_HEX(set);
  block(BIT(SIGUSR1) | BIT(SIGUSR2) | BIT(40));
  kill(getpid(), SIGUSR1);
  kill(getpid(), 40);
  RAW(tkill, RAW(gettid), SIGUSR2);
  CALL(rt_sigpending, &set, 8);
  SHOW_HEX(set);
  IN_CHILD(SHOW_HEX(pending()));
  set = ~UINT64_C(0);
  CALL(rt_sigpending, &set, 4);
  SHOW_HEX(set);
  set = ~UINT64_C(0);
  CALL(rt_sigpending, &set, 0);
  SHOW_HEX(set);
  CALL(rt_sigpending, &set, 9);
  CALL(rt_sigpending, &set, 128);
  CALL(rt_sigpending, NULL, 8);
  CALL(rt_sigpending, no_access(), 8);
  CALL(rt_sigpending, read_only(), 8);
  CALL(rt_sigpending, before_the_end(7), 8);
  CALL(rt_sigpending, no_access(), 16);
  await(SIGUSR1);
  SHOW_HEX(pending());
}
