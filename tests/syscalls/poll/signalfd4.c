#include <sys/signalfd.h>

#include "check.h"

int main(void) {
  unsigned long long set = 1ull << (SIGUSR1 - 1) | 1ull << (SIGUSR2 - 1);
  sigset_t blocked;
  sigfillset(&blocked);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  int fd = (int)CALL(signalfd4, -1, &set, 8, 0);
  SHOW(fcntl(fd, F_GETFD));
  MUST(fcntl(fd, F_SETFL, O_NONBLOCK));
  struct signalfd_siginfo info[2];
  SHOW(read(fd, info, sizeof info) < 0 ? errno : 0);
  kill(getpid(), SIGUSR1);
  kill(getpid(), SIGHUP);
  SHOW(read(fd, info, sizeof info));
  SHOW(info[0].ssi_signo);
  SHOW(info[0].ssi_code);
  CHECK(info[0].ssi_pid == getpid());
  set |= 1ull << (SIGHUP - 1);
  CALL(signalfd4, fd, &set, 8, 0);
  SHOW(read(fd, info, sizeof info));
  SHOW(info[0].ssi_signo);
  SHOW(read(fd, info, 8) < 0 ? errno : 0);
  set = ~0ull;
  CALL(signalfd4, fd, &set, 8, 0);
  CALL(signalfd4, -1, &set, 4, 0);
  CALL(signalfd4, -1, &set, 128, 0);
  CALL(signalfd4, -1, NULL, 8, 0);
  CALL(signalfd4, -1, no_access(), 8, 0);
  CALL(signalfd4, -1, HIGHEST_PAGE, 8, 0);
  CALL(signalfd4, 0, &set, 8, 0);
  CALL(signalfd4, 999, &set, 8, 0);
  CALL(signalfd4, -2, &set, 8, 0);
  CALL(signalfd4, -1, before_the_end(8), 8, 0);
  CALL(signalfd4, -1, before_the_end(4), 8, 0);
  fd = (int)CALL(signalfd4, -1, &set, 8, O_NONBLOCK | O_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  CALL(signalfd4, -1, &set, 8, 1);
  CALL(signalfd4, -1, &set, 8, -1);
  CALL(signalfd4, -1, NULL, 4, -1);
}
