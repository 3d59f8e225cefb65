/* Connected and listening sockets for the programs of this folder. */
#pragma once

#include <arpa/inet.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>

#include "check.h"

__attribute__((unused)) static int ends[2];

__attribute__((unused)) static void make_pair(int type) {
  MUST(socketpair(AF_UNIX, type, 0, ends));
}

__attribute__((unused)) static struct sockaddr_in local_address(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  return address;
}

/* The address a socket was bound to. */
__attribute__((unused)) static struct sockaddr_in address_of(int fd) {
  struct sockaddr_in address;
  socklen_t length = sizeof address;
  MUST(getsockname(fd, (struct sockaddr*)&address, &length));
  return address;
}

__attribute__((unused)) static int bound_socket(int type) {
  int fd = MUST(socket(AF_INET, type, 0));
  struct sockaddr_in address = local_address();
  MUST(bind(fd, (struct sockaddr*)&address, sizeof address));
  return fd;
}

__attribute__((unused)) static int listening_socket(void) {
  int fd = bound_socket(SOCK_STREAM);
  MUST(listen(fd, 4));
  return fd;
}

/* A TCP connection: the server's end is returned, the client's stored. */
__attribute__((unused)) static int connection(int* client) {
  int server = listening_socket();
  struct sockaddr_in address = address_of(server);
  *client = MUST(socket(AF_INET, SOCK_STREAM, 0));
  MUST(connect(*client, (struct sockaddr*)&address, sizeof address));
  int fd = MUST(accept(server, NULL, NULL));
  close(server);
  return fd;
}

__attribute__((unused)) static struct sockaddr_un unix_address(const char* path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  strcpy(address.sun_path, path);
  return address;
}
