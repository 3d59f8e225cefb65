#include "socket_pair.h"

static int server;
static struct sockaddr_in address;

static int new_client(void) {
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  MUST(connect(fd, (struct sockaddr*)&address, sizeof address));
  return fd;
}

int main(void) {
  server = listening_socket();
  address = address_of(server);
  int client = new_client();
  struct sockaddr_in from = {0};
  socklen_t length = sizeof from;
  int fd = (int)CALL(accept4, server, &from, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
  SHOW(length);
  CHECK(from.sin_port == address_of(client).sin_port);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  new_client();
  fd = (int)CALL(accept4, server, NULL, NULL, 0);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  char small[8] = "........";
  length = 4;
  new_client();
  CALL(accept4, server, small, &length, 0);
  SHOW(length);
  SHOW_BYTES(small + 4, 4);
  new_client();
  length = 0;
  CALL(accept4, server, &from, &length, 0);
  SHOW(length);
  new_client();
  length = -1;
  CALL(accept4, server, &from, &length, 0);
  new_client();
  CALL(accept4, server, &from, NULL, 0);
  new_client();
  length = sizeof from;
  CALL(accept4, server, no_access(), &length, 0);
  new_client();
  CALL(accept4, server, &from, no_access(), 0);
  new_client();
  CALL(accept4, server, &from, read_only(), 0);
  CALL(accept4, server, NULL, NULL, 1);
  CALL(accept4, server, NULL, NULL, -1);
  fcntl(server, F_SETFL, O_NONBLOCK);
  CALL(accept4, server, NULL, NULL, 0);
  CALL(accept4, client, NULL, NULL, 0);
  CALL(accept4, bound_socket(SOCK_DGRAM), NULL, NULL, 0);
  CALL(accept4, -1, NULL, NULL, 0);
  CALL(accept4, 0, NULL, NULL, 0);
}
