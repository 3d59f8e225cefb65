#include "signals.h"

static char memory[65536];

static void show(void) {
  stack_t now;
  memset(&now, 0x55, sizeof now);
  CALL(sigaltstack, NULL, &now);
  CHECK(now.ss_sp == memory);
  SHOW(now.ss_flags);
  SHOW((long)now.ss_size);
}

int main(void) {
  stack_t stack = {.ss_sp = memory, .ss_flags = 0, .ss_size = sizeof memory}, old;
  CALL(sigaltstack, NULL, &old);
  SHOW(old.ss_flags);
  SHOW((long)old.ss_size);
  CALL(sigaltstack, &stack, &old);
  show();
  IN_CHILD(show());
  stack.ss_size = 1024;
  CALL(sigaltstack, &stack, NULL);
  stack.ss_size = 0;
  CALL(sigaltstack, &stack, NULL);
  stack.ss_size = sizeof memory;
  stack.ss_flags = 4;
  CALL(sigaltstack, &stack, NULL);
  stack.ss_flags = 1;
  CALL(sigaltstack, &stack, NULL);
  stack.ss_flags = 0x80000000;
  CALL(sigaltstack, &stack, NULL);
  show();
  stack.ss_flags = 3;
  CALL(sigaltstack, &stack, NULL);
  CALL(sigaltstack, no_access(), NULL);
  CALL(sigaltstack, NULL, no_access());
  CALL(sigaltstack, NULL, read_only());
  CALL(sigaltstack, NULL, NULL);
  stack.ss_flags = 2;
  stack.ss_size = 0;
  CALL(sigaltstack, &stack, &old);
  SHOW(old.ss_flags);
  CALL(sigaltstack, NULL, &old);
  SHOW(old.ss_flags);
  CHECK(old.ss_sp == NULL);
  SHOW((long)old.ss_size);
}
