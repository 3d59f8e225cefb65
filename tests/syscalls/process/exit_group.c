#include "check.h"

static void leave(void) {
  SAY("not called");
}

int main(void) {
  atexit(leave);
  IN_CHILD(RAW(exit_group, 0));
  IN_CHILD(RAW(exit_group, 255));
  IN_CHILD(RAW(exit_group, 256));
  IN_CHILD(RAW(exit_group, -2));
  RAW(exit_group, 7);
}
