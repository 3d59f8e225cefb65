// trace: write,pause
// options: -f
#include <signal.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  write(1, "before the end\n", 15);
  raise(SIGTERM);
}
