#include <stdio.h>
#include <stdlib.h>

static void goodbye(void) { printf("goodbye\n"); }

static void leave(int depth) {
  if (depth == 0) exit(300);
  leave(depth - 1);
}

int main(void) {
  atexit(goodbye);
  printf("leaving ");
  leave(10);
  return 1;
}
