#include "check.h"

int main(void) {
  pid_t parent = getpid();
  CHECK(RAW(getppid) == getppid());
  IN_CHILD(CHECK(RAW(getppid) == parent));
  int ends[2];
  char byte;
  MUST(pipe(ends));
  IN_CHILD(pid_t middle = getpid(); if (fork() == 0) {
    while (RAW(getppid) == middle) usleep(1000);
    write(ends[1], RAW(getppid) == parent ? "p" : "o", 1);
  });
  SHOW(read(ends[0], &byte, 1));
  SHOW(byte);
}
