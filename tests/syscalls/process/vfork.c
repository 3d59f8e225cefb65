#include "check.h"

int main(void) {
  long child = RAW(vfork);
  if (child == 0) _exit(5);
  CHECK(child > 0);
  print_end_of((pid_t)child);
}
