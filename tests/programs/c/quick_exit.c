#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void on_exit_function(void) { puts("atexit must not run"); }

int main(void) {
  atexit(on_exit_function);
  printf("flushed\n");
  fflush(stdout);
  printf("lost");
  _exit(9);
}
