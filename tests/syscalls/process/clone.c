#include <sched.h>

#include "check.h"

int main(void) {
  long child = RAW(clone, SIGCHLD, NULL, NULL, NULL, 0);
  if (child == 0) _exit(6);
  CHECK(child > 0);
  print_end_of((pid_t)child);
  int id = 0, in_child = 0;
#if defined(__x86_64__) || defined(__wasm__)
  child = RAW(clone, CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | SIGCHLD, NULL, &id, &in_child, 0);
#else
  child = RAW(clone, CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | SIGCHLD, NULL, &id, 0, &in_child);
#endif
  if (child == 0) {
    CHECK(in_child == getpid());
    _exit(7);
  }
  print_end_of((pid_t)child);
  CHECK(id == child);
}
