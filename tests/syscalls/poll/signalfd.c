#include <sys/signalfd.h>

#include "check.h"

int main(void) {
  unsigned long long set = 1ull << (SIGUSR1 - 1) | 1ull << (SIGUSR2 - 1);
  sigset_t blocked;
  sigfillset(&blocked);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  int fd = (int)CALL(signalfd, -1, &set, 8);
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
  CALL(signalfd, fd, &set, 8);
  SHOW(read(fd, info, sizeof info));
  SHOW(info[0].ssi_signo);
  SHOW(read(fd, info, 8) < 0 ? errno : 0);
  set = ~0ull;
  CALL(signalfd, fd, &set, 8);
  CALL(signalfd, -1, &set, 4);
  CALL(signalfd, -1, &set, 128);
  CALL(signalfd, -1, NULL, 8);
  CALL(signalfd, -1, no_access(), 8);
  CALL(signalfd, -1, HIGHEST_PAGE, 8);
  CALL(signalfd, 0, &set, 8);
  CALL(signalfd, 999, &set, 8);
  CALL(signalfd, -2, &set, 8);
  CALL(signalfd, -1, before_the_end(8), 8);
  CALL(signalfd, -1, before_the_end(4), 8);
}
