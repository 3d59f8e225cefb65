#include "signals.h"

int main(void) {
  block(BIT(SIGUSR1));
  int fd = (int)RAW(pidfd_open, getpid(), 0);
  CALL(pidfd_send_signal, fd, SIGUSR1, NULL, 0);
  show_next(SIGUSR1);
  struct information info;
  memset(&info, 0, sizeof info);
  info.number = SIGUSR1;
  info.code = -1;
  info.pid = getpid();
  info.value = 99;
  CALL(pidfd_send_signal, fd, SIGUSR1, &info, 0);
  show_next(SIGUSR1);
  info.number = SIGUSR2;
  CALL(pidfd_send_signal, fd, SIGUSR1, &info, 0);
  CALL(pidfd_send_signal, fd, 0, NULL, 0);
  CALL(pidfd_send_signal, fd, 65, NULL, 0);
  CALL(pidfd_send_signal, fd, SIGUSR1, NULL, 0x100);
  CALL(pidfd_send_signal, fd, SIGUSR1, no_access(), 0);
  CALL(pidfd_send_signal, fd, SIGUSR1, no_access(), 0x100);
  CALL(pidfd_send_signal, -1, SIGUSR1, NULL, 0);
  CALL(pidfd_send_signal, -1, SIGUSR1, no_access(), 0);
  CALL(pidfd_send_signal, 0, SIGUSR1, NULL, 0);
  pid_t child = MUST(fork());
  if (child == 0)
    for (;;) pause();
  int other = (int)RAW(pidfd_open, child, 0);
  info.number = SIGTERM;
  info.code = 0;
  CALL(pidfd_send_signal, other, SIGTERM, &info, 0);
  CALL(pidfd_send_signal, other, SIGTERM, NULL, 0);
  print_end_of(child);
  CALL(pidfd_send_signal, other, SIGTERM, NULL, 0);
}
