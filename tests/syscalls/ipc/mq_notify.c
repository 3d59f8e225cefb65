#include <sys/socket.h>

#include "queue.h"

int main(void) {
  int fd = new_queue();
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  MUST(sigprocmask(SIG_BLOCK, &set, NULL));
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
  event.sigev_value.sival_int = 1234;
  CALL(mq_notify, fd, &event);
  CALL(mq_notify, fd, &event);
  RAW(mq_timedsend, fd, "x", 1, 0, NULL);
  siginfo_t info;
  struct timespec second = {5, 0};
  SHOW(sigtimedwait(&set, &info, &second));
  SHOW(info.si_code);
  SHOW(info.si_value.sival_int);
  CHECK(info.si_pid == getpid());
  CALL(mq_notify, fd, &event);
  CALL(mq_notify, fd, NULL);
  CALL(mq_notify, fd, NULL);
  event.sigev_notify = SIGEV_NONE;
  CALL(mq_notify, fd, &event);
  CALL(mq_notify, fd, NULL);
  event.sigev_notify = 77;
  CALL(mq_notify, fd, &event);
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = 65;
  CALL(mq_notify, fd, &event);
  event.sigev_signo = -1;
  CALL(mq_notify, fd, &event);
  CALL(mq_notify, fd, no_access());
  CALL(mq_notify, -1, NULL);
  CALL(mq_notify, -1, no_access());
  CALL(mq_notify, 0, NULL);
  /* As the C library does it: the cookie comes through a socket, and its last byte says why. */
  RAW(mq_timedreceive, fd, (char[16]){0}, 16, NULL, NULL);
  char cookie[32] = "a cookie", received[32] = "";
  int channel = MUST(socket(16 /* AF_NETLINK */, SOCK_RAW, 0));
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_signo = channel;
  event.sigev_value.sival_ptr = cookie;
  CALL(mq_notify, fd, &event);
  RAW(mq_timedsend, fd, "x", 1, 0, NULL);
  SHOW(recv(channel, received, sizeof received, MSG_DONTWAIT));
  SHOW_BYTES(received, 32);
  event.sigev_value.sival_ptr = no_access();
  CALL(mq_notify, fd, &event);
  event.sigev_value.sival_ptr = cookie;
  event.sigev_signo = 0;
  CALL(mq_notify, fd, &event);
}
