#include "signals.h"

/* As the kernel's, with the handler as a word. */
#if defined(__wasm__)
struct __attribute__((packed)) action {
  uint32_t handler;
  uint64_t flags;
  uint32_t restorer;
  uint64_t mask;
};
#define IGNORE 0xfffffffeu
#else
struct action {
  uint64_t handler, flags, restorer, mask;
};
#define IGNORE 1
#endif

static void handler(int number) {
  (void)number;
}
static struct action old;

static void show(int number) {
  memset(&old, 0x55, sizeof old);
  CALL(rt_sigaction, number, NULL, &old, 8);
  SAY("%s", old.handler == 0 ? "default" : old.handler == IGNORE ? "ignored" : "handled");
  SHOW_HEX(old.flags & ~UINT64_C(0x4000000));
  SHOW_HEX(old.mask);
}

int main(void) {
  struct action action = {(size_t)handler, 0x14000000, 0, BIT(SIGUSR2) | BIT(64)};
  show(SIGUSR1);
  CALL(rt_sigaction, SIGUSR1, &action, &old, 8);
  show(SIGUSR1);
  CHECK(old.handler == (size_t)handler);
  action.handler = IGNORE;
  CALL(rt_sigaction, SIGUSR1, &action, NULL, 8);
  show(SIGUSR1);
  kill(getpid(), SIGUSR1);
  action.handler = 0;
  action.flags = 0x4000000;
  action.mask = ~UINT64_C(0);
  CALL(rt_sigaction, SIGUSR1, &action, NULL, 8);
  show(SIGUSR1);
  IN_CHILD(kill(getpid(), SIGUSR1));
  action.handler = (size_t)handler;
  CALL(rt_sigaction, SIGSEGV, &action, NULL, 8);
  show(SIGSEGV);
  CALL(rt_sigaction, 64, &action, NULL, 8);
  show(64);
  show(SIGKILL);
  CALL(rt_sigaction, SIGKILL, &action, NULL, 8);
  CALL(rt_sigaction, SIGSTOP, &action, NULL, 8);
  CALL(rt_sigaction, SIGKILL, no_access(), NULL, 8);
  CALL(rt_sigaction, 0, NULL, &old, 8);
  CALL(rt_sigaction, 65, NULL, &old, 8);
  CALL(rt_sigaction, -1, NULL, &old, 8);
  CALL(rt_sigaction, SIGUSR1, NULL, NULL, 8);
  CALL(rt_sigaction, SIGUSR1, NULL, &old, 16);
  CALL(rt_sigaction, SIGUSR1, NULL, &old, 4);
  CALL(rt_sigaction, SIGUSR1, no_access(), NULL, 8);
  CALL(rt_sigaction, SIGUSR1, NULL, no_access(), 8);
  CALL(rt_sigaction, SIGUSR1, &action, read_only(), 8);
  show(SIGUSR1);
  action.handler = IGNORE;
  action.flags = 0;
  RAW(rt_sigaction, SIGTERM, &action, NULL, 8);
  IN_CHILD(kill(getpid(), SIGTERM); SAY("still here"));
  action.handler = IGNORE;
  action.flags = 0xdc000007;
  CALL(rt_sigaction, SIGCHLD, &action, NULL, 8);
  show(SIGCHLD);
}
