#include "socket_pair.h"

int main(void) {
  int server = listening_socket();
  struct sockaddr_in in = address_of(server);
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  CALL(connect, fd, &in, sizeof in);
  CALL(connect, fd, &in, sizeof in);
  int accepted = MUST(accept(server, NULL, NULL));
  SHOW(write(fd, "hello", 5));
  char buffer[8] = "";
  SHOW(read(accepted, buffer, 5));
  SHOW_TEXT(buffer);
  close(server);
  int late = MUST(socket(AF_INET, SOCK_STREAM, 0));
  CALL(connect, late, &in, sizeof in);
  CALL(connect, late, &in, 15);
  CALL(connect, late, &in, 0);
  CALL(connect, late, &in, -1);
  CALL(connect, late, &in, 1000);
  CALL(connect, late, NULL, sizeof in);
  CALL(connect, late, no_access(), sizeof in);
  CALL(connect, -1, &in, sizeof in);
  CALL(connect, 0, &in, sizeof in);
  in.sin_family = 77;
  CALL(connect, late, &in, sizeof in);

  int datagrams = MUST(socket(AF_INET, SOCK_DGRAM, 0));
  struct sockaddr_in to = address_of(bound_socket(SOCK_DGRAM));
  CALL(connect, datagrams, &to, sizeof to);
  struct sockaddr_in peer;
  socklen_t length = sizeof peer;
  MUST(getpeername(datagrams, (struct sockaddr*)&peer, &length));
  CHECK(peer.sin_port == to.sin_port);
  to.sin_family = AF_UNSPEC;
  CALL(connect, datagrams, &to, sizeof to);
  SHOW(getpeername(datagrams, (struct sockaddr*)&peer, &length));

  struct sockaddr_un un = unix_address("name");
  int local = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
  CALL(connect, local, &un, sizeof un);
  make_file("name", "");
  CALL(connect, local, &un, sizeof un);
  unlink("name");
  int listener = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
  MUST(bind(listener, (struct sockaddr*)&un, sizeof un));
  CALL(connect, local, &un, sizeof un);
  MUST(listen(listener, 0));
  CALL(connect, local, &un, sizeof un);
  int other = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
  CALL(connect, other, &un, sizeof un);
  int hurried = MUST(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0));
  CALL(connect, hurried, &un, sizeof un);
}
