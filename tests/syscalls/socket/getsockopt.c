#include "socket_pair.h"

static unsigned char value[256];
static socklen_t length;

#define GET(fd, level, option, size)                                                          \
  do {                                                                                        \
    memset(value, 'x', sizeof value);                                                         \
    length = size;                                                                            \
    print_result(__LINE__, "getsockopt", RAW(getsockopt, fd, level, option, value, &length)); \
    SHOW((int)length);                                                                        \
  } while (0)
#define GET_VALUE(fd, level, option, size)                         \
  do {                                                             \
    GET(fd, level, option, size);                                  \
    SHOW_BYTES(value, length > 0 && length < 64 ? length + 1 : 1); \
  } while (0)

int main(void) {
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  GET_VALUE(fd, SOL_SOCKET, SO_TYPE, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_TYPE, 100);
  GET_VALUE(fd, SOL_SOCKET, SO_TYPE, 3);
  GET_VALUE(fd, SOL_SOCKET, SO_TYPE, 0);
  GET_VALUE(fd, SOL_SOCKET, SO_TYPE, -1);
  GET_VALUE(fd, SOL_SOCKET, SO_ERROR, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_DOMAIN, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_PROTOCOL, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_ACCEPTCONN, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_SNDBUF, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_LINGER, 8);
  GET_VALUE(fd, SOL_SOCKET, SO_LINGER, 5);
  GET_VALUE(fd, SOL_SOCKET, SO_RCVTIMEO, 16);
  GET_VALUE(fd, SOL_SOCKET, SO_RCVTIMEO, 8);
  GET_VALUE(fd, SOL_SOCKET, SO_BINDTODEVICE, 16);
  GET_VALUE(fd, SOL_SOCKET, SO_PRIORITY, 4);
  GET_VALUE(fd, SOL_SOCKET, SO_COOKIE, 4);
  GET_VALUE(fd, IPPROTO_TCP, TCP_NODELAY, 4);
  GET_VALUE(fd, IPPROTO_TCP, TCP_MAXSEG, 4);
  GET_VALUE(fd, IPPROTO_TCP, TCP_CONGESTION, 16);
  GET_VALUE(fd, IPPROTO_TCP, TCP_ULP, 16);
  GET_VALUE(fd, IPPROTO_IP, IP_TTL, 4);
  GET_VALUE(fd, IPPROTO_IP, IP_TTL, 1);
  GET_VALUE(fd, IPPROTO_IP, IP_MTU_DISCOVER, 4);
  GET(fd, IPPROTO_IP, IP_MTU, 4);
  GET(fd, SOL_SOCKET, 9999, 4);
  GET(fd, SOL_SOCKET, -1, 4);
  GET(fd, 9999, 1, 4);
  GET(fd, IPPROTO_TCP, 9999, 4);
  GET(-1, SOL_SOCKET, SO_TYPE, 4);
  GET(0, SOL_SOCKET, SO_TYPE, 4);
  GET(-1, 9999, 9999, 4);
  length = 4;
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, NULL, &length);
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, value, NULL);
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, no_access(), &length);
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, value, no_access());
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, value, read_only());
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, before_the_end(4), &length);
  CALL(getsockopt, fd, SOL_SOCKET, SO_TYPE, before_the_end(3), &length);
  int client, server = connection(&client);
  GET(server, IPPROTO_TCP, TCP_INFO, 104);
  SHOW(value[0]);
  GET(server, SOL_SOCKET, SO_INCOMING_CPU, 4);
  make_pair(SOCK_STREAM);
  length = 12;
  int who[3];
  CALL(getsockopt, ends[0], SOL_SOCKET, SO_PEERCRED, who, &length);
  SHOW(length);
  CHECK(who[0] == getpid());
  SHOW(who[1]);
  SHOW(who[2]);
  GET(ends[0], SOL_SOCKET, SO_PEERSEC, 100);
  GET(ends[0], SOL_SOCKET, 59 /* SO_PEERGROUPS */, 256);
  GET_VALUE(ends[0], SOL_SOCKET, SO_PEERNAME, 16);
  GET_VALUE(ends[0], SOL_SOCKET, SO_DOMAIN, 4);
  GET(ends[0], IPPROTO_TCP, TCP_NODELAY, 4);
  length = 4;
  int pidfd = -1;
  CALL(getsockopt, ends[0], SOL_SOCKET, 77 /* SO_PEERPIDFD */, &pidfd, &length);
  SHOW(fcntl(pidfd, F_GETFD));
  GET(ends[0], SOL_SOCKET, SO_ATTACH_FILTER, 4);
  int netlink = MUST(socket(16, SOCK_RAW, 0));
  GET_VALUE(netlink, 270 /* SOL_NETLINK */, 10 /* EXT_ACK flag */, 4);
  GET(netlink, 270, 9 /* NETLINK_LIST_MEMBERSHIPS */, 64);
}
