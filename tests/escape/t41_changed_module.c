/* The module's file is written over while it runs. */
#include "escape.h"

static void handle(int signal) {
  (void)signal;
}

static void attack(void) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
  if (length <= 0) skip("no name for the module without procfs");
  path[length] = 0;
  if (strstr(path, ".wasm") == 0) skip("/proc/self/exe is not the module");
  int file = open(path, O_RDWR);
  if (file < 0) skip("the module cannot be written to");
  static char garbage[1 << 16];
  memset(garbage, 0xcc, sizeof garbage);
  for (int i = 0; i < 16; i++) EXPECT(write(file, garbage, sizeof garbage) == sizeof garbage);
  EXPECT(test_check() == 0);
  EXPECT(ftruncate(file, 0) == 0);
  signal(SIGUSR1, handle);
  raise(SIGUSR1);
}
