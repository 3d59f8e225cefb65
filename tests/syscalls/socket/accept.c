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
  int fd = (int)CALL(accept, server, &from, &length);
  SHOW(length);
  CHECK(from.sin_port == address_of(client).sin_port);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  new_client();
  fd = (int)CALL(accept, server, NULL, NULL);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  char small[8] = "........";
  length = 4;
  new_client();
  CALL(accept, server, small, &length);
  SHOW(length);
  SHOW_BYTES(small + 4, 4);
  new_client();
  length = 0;
  CALL(accept, server, &from, &length);
  SHOW(length);
  new_client();
  length = -1;
  CALL(accept, server, &from, &length);
  new_client();
  CALL(accept, server, &from, NULL);
  new_client();
  length = sizeof from;
  CALL(accept, server, no_access(), &length);
  new_client();
  CALL(accept, server, &from, no_access());
  new_client();
  CALL(accept, server, &from, read_only());
  fcntl(server, F_SETFL, O_NONBLOCK);
  CALL(accept, server, NULL, NULL);
  CALL(accept, client, NULL, NULL);
  CALL(accept, bound_socket(SOCK_DGRAM), NULL, NULL);
  CALL(accept, -1, NULL, NULL);
  CALL(accept, 0, NULL, NULL);
}
