/* accept, and accept4 without flags: for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "socket_pair.h"

static int server;
static struct sockaddr_in address;

static int new_client(void) {
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  MUST(connect(fd, (struct sockaddr*)&address, sizeof address));
  return fd;
}

static void show_flags(int fd) {
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
}

static void without_flags(void) {
  server = listening_socket();
  address = address_of(server);
  int client = new_client();
  struct sockaddr_in from = {0};
  socklen_t length = sizeof from;
  show_flags((int)CALL_IT(server, &from, &length));
  SHOW(length);
  CHECK(from.sin_port == address_of(client).sin_port);
  new_client();
  show_flags((int)CALL_IT(server, NULL, NULL));
  char small[8] = "........";
  length = 4;
  new_client();
  CALL_IT(server, small, &length);
  SHOW(length);
  SHOW_BYTES(small + 4, 4);
  new_client();
  length = 0;
  CALL_IT(server, &from, &length);
  SHOW(length);
  new_client();
  length = -1;
  CALL_IT(server, &from, &length);
  new_client();
  CALL_IT(server, &from, NULL);
  new_client();
  length = sizeof from;
  CALL_IT(server, no_access(), &length);
  new_client();
  CALL_IT(server, &from, no_access());
  new_client();
  CALL_IT(server, &from, read_only());
  int flags = fcntl(server, F_GETFL);
  MUST(fcntl(server, F_SETFL, flags | O_NONBLOCK));
  CALL_IT(server, NULL, NULL);
  MUST(fcntl(server, F_SETFL, flags));
  CALL_IT(client, NULL, NULL);
  CALL_IT(bound_socket(SOCK_DGRAM), NULL, NULL);
  CALL_IT(-1, NULL, NULL);
  CALL_IT(0, NULL, NULL);
}
