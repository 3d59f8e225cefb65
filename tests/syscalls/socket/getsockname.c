#include "socket_pair.h"

int main(void) {
  int fd = bound_socket(SOCK_DGRAM);
  struct sockaddr_in in;
  socklen_t length = sizeof in;
  CALL(getsockname, fd, &in, &length);
  SHOW(length);
  SHOW(in.sin_family);
  CHECK(in.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  char small[8] = "........";
  length = 2;
  CALL(getsockname, fd, small, &length);
  SHOW(length);
  SHOW_BYTES(small, 8);
  length = 0;
  CALL(getsockname, fd, NULL, &length);
  SHOW(length);
  length = -1;
  CALL(getsockname, fd, &in, &length);
  length = 1000;
  CALL(getsockname, fd, before_the_end(16), &length);
  SHOW(length);
  length = 16;
  CALL(getsockname, fd, before_the_end(15), &length);
  CALL(getsockname, fd, NULL, &length);
  CALL(getsockname, fd, &in, NULL);
  CALL(getsockname, fd, read_only(), &length);
  CALL(getsockname, fd, &in, read_only());
  CALL(getsockname, fd, &in, no_access());
  CALL(getsockname, -1, &in, &length);
  CALL(getsockname, 0, &in, &length);
  struct sockaddr_un un = unix_address("name");
  int local = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
  length = sizeof un;
  CALL(getsockname, local, &un, &length);
  SHOW(length);
  un = unix_address("name");
  MUST(bind(local, (struct sockaddr*)&un, sizeof un));
  memset(&un, 'x', sizeof un);
  length = sizeof un;
  CALL(getsockname, local, &un, &length);
  SHOW(length);
  SHOW_TEXT(un.sun_path);
}
