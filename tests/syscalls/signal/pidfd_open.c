#include <poll.h>

#include "signals.h"

int main(void) {
  int fd = (int)CALL(pidfd_open, getpid(), 0);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  fd = (int)CALL(pidfd_open, getpid(), O_NONBLOCK);
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  pid_t child = MUST(fork());
  if (child == 0) _exit(3);
  fd = (int)CALL(pidfd_open, child, 0);
  struct pollfd wait = {fd, POLLIN, 0};
  SHOW(poll(&wait, 1, 5000));
  SHOW_HEX(wait.revents & POLLIN);
  print_end_of(child);
  CALL(pidfd_open, child, 0);
  CALL(pidfd_open, 0, 0);
  CALL(pidfd_open, -1, 0);
  CALL(pidfd_open, 0x3fffffff, 0);
  CALL(pidfd_open, getpid(), 1);
  CALL(pidfd_open, getpid(), -1);
}
