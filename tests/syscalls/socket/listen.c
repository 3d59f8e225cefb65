#include "socket_pair.h"

int main(void) {
  int fd = bound_socket(SOCK_STREAM);
  CALL(listen, fd, 1);
  CALL(listen, fd, 100);
  CALL(listen, fd, 0);
  CALL(listen, fd, -1);
  int value = 0;
  socklen_t length = sizeof value;
  getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &length);
  SHOW(value);
  CALL(listen, MUST(socket(AF_INET, SOCK_STREAM, 0)), 1);
  CALL(listen, bound_socket(SOCK_DGRAM), 1);
  CALL(listen, MUST(socket(AF_UNIX, SOCK_STREAM, 0)), 1);
  CALL(listen, MUST(socket(AF_UNIX, SOCK_DGRAM, 0)), 1);
  make_pair(SOCK_STREAM);
  CALL(listen, ends[0], 1);
  CALL(listen, -1, 1);
  CALL(listen, 0, 1);
}
