#include "socket_pair.h"

static void show(int fd) {
  int value = -1;
  socklen_t length = sizeof value;
  getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &value, &length);
  SHOW(value);
  getsockopt(fd, SOL_SOCKET, SO_TYPE, &value, &length);
  SHOW(value);
  getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, &value, &length);
  SHOW(value);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
}

int main(void) {
  show((int)CALL(socket, AF_INET, SOCK_STREAM, 0));
  show((int)CALL(socket, AF_INET6, SOCK_DGRAM, IPPROTO_UDP));
  show((int)CALL(socket, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
  show((int)CALL(socket, AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0));
  show((int)CALL(socket, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  show((int)CALL(socket, 16 /* AF_NETLINK */, SOCK_RAW, 0));
  CALL(socket, AF_INET, SOCK_STREAM, IPPROTO_UDP);
  CALL(socket, AF_UNIX, SOCK_STREAM, 1);
  CALL(socket, AF_UNIX, SOCK_STREAM, 7);
  CALL(socket, 99, SOCK_STREAM, 0);
  CALL(socket, -1, SOCK_STREAM, 0);
  CALL(socket, AF_INET, 0, 0);
  CALL(socket, AF_INET, 15, 0);
  CALL(socket, AF_INET, -1, 0);
  CALL(socket, AF_INET, SOCK_STREAM | 0x100000, 0);
  CALL(socket, AF_INET, SOCK_STREAM, -1);
  CALL(socket, AF_INET, SOCK_SEQPACKET, 0);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(socket, AF_INET, SOCK_RAW, 1);
           CALL(socket, 17, SOCK_RAW, 0));
  struct rlimit few = {20, 20};
  MUST(setrlimit(RLIMIT_NOFILE, &few));
  while (socket(AF_UNIX, SOCK_STREAM, 0) >= 0) continue;
  CALL(socket, AF_UNIX, SOCK_STREAM, 0);
}
