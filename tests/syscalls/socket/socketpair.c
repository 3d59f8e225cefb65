#include "socket_pair.h"

int main(void) {
  int fds[2] = {-1, -1};
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, fds);
  SHOW(fds[0]);
  SHOW(fds[1]);
  SHOW(write(fds[0], "there", 5));
  char buffer[16] = "";
  SHOW(read(fds[1], buffer, sizeof buffer));
  SHOW_TEXT(buffer);
  SHOW(write(fds[1], "back", 4));
  SHOW(read(fds[0], buffer, sizeof buffer));
  CALL(socketpair, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, fds);
  SHOW(fcntl(fds[1], F_GETFD));
  SHOW_OCTAL(fcntl(fds[1], F_GETFL));
  CALL(socketpair, AF_UNIX, SOCK_SEQPACKET, 0, fds);
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 1, fds);
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 9, fds);
  CALL(socketpair, AF_UNIX, SOCK_RDM, 0, fds);
  CALL(socketpair, AF_UNIX, 0, 0, fds);
  CALL(socketpair, AF_INET, SOCK_STREAM, 0, fds);
  CALL(socketpair, AF_INET, SOCK_DGRAM, 0, fds);
  CALL(socketpair, 99, SOCK_STREAM, 0, fds);
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, NULL);
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, no_access());
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, read_only());
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, before_the_end(8));
  CALL(socketpair, AF_UNIX, SOCK_STREAM, 0, before_the_end(4));
  SHOW(dup(0));
}
