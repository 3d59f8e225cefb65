#include "signals.h"

int main(void) {
  block(BIT(SIGUSR1));
  pid_t child = MUST(fork());
  if (child == 0) {
    kill(getpid(), SIGUSR1);
    CALL(pause);
    _exit(0);
  }
  usleep(20000);
  SHOW(waitpid(child, NULL, WNOHANG));
  kill(child, SIGSTOP);
  int status;
  MUST(waitpid(child, &status, WUNTRACED));
  kill(child, SIGCONT);
  usleep(10000);
  SHOW(waitpid(child, NULL, WNOHANG));
  kill(child, SIGTERM);
  print_end_of(child);
}
