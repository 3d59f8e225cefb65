#include <stdio.h>
#include <stdlib.h>

static void first(void) { puts("first registered"); }
static void second(void) { puts("second registered"); }
static void third(void) {
  puts("registers another");
  atexit(second);
}

__attribute__((constructor(101))) static void early(void) { puts("early constructor"); }
__attribute__((constructor)) static void constructed(void) { puts("constructor"); }
__attribute__((destructor)) static void destroyed(void) { puts("destructor"); }

int main(void) {
  atexit(first);
  atexit(third);
  printf("main, not flushed by hand");
  return 5;
}
