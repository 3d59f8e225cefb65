#include "socket_pair.h"

int main(void) {
  int client;
  int fd = connection(&client);
  struct sockaddr_in in;
  socklen_t length = sizeof in;
  CALL(getpeername, fd, &in, &length);
  SHOW(length);
  CHECK(in.sin_port == address_of(client).sin_port);
  char small[8] = "........";
  length = 4;
  CALL(getpeername, client, small, &length);
  SHOW(length);
  SHOW_BYTES(small + 4, 4);
  length = -5;
  CALL(getpeername, client, &in, &length);
  length = sizeof in;
  CALL(getpeername, client, &in, NULL);
  CALL(getpeername, client, NULL, &length);
  CALL(getpeername, client, no_access(), &length);
  CALL(getpeername, client, &in, no_access());
  CALL(getpeername, bound_socket(SOCK_STREAM), &in, &length);
  CALL(getpeername, MUST(socket(AF_UNIX, SOCK_STREAM, 0)), &in, &length);
  make_pair(SOCK_STREAM);
  struct sockaddr_un un;
  length = sizeof un;
  CALL(getpeername, ends[0], &un, &length);
  SHOW(length);
  SHOW(un.sun_family);
  CALL(getpeername, -1, &in, &length);
  CALL(getpeername, 0, &in, &length);
}
