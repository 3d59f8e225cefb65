#include "socket_pair.h"

int main(void) {
  struct sockaddr_in in = local_address();
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0));
  CALL(bind, fd, &in, sizeof in);
  struct sockaddr_in bound = address_of(fd);
  CHECK(bound.sin_port != 0);
  CHECK(bound.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
  CALL(bind, fd, &in, sizeof in);
  int other = MUST(socket(AF_INET, SOCK_STREAM, 0));
  CALL(bind, other, &bound, sizeof bound);
  in.sin_addr.s_addr = htonl(0x08080808);
  CALL(bind, other, &in, sizeof in);
  in.sin_family = AF_INET6;
  CALL(bind, other, &in, sizeof in);
  in.sin_family = AF_UNIX;
  CALL(bind, other, &in, sizeof in);
  in = local_address();
  CALL(bind, other, &in, sizeof in - 1);
  CALL(bind, other, &in, 0);
  CALL(bind, other, &in, -1);
  CALL(bind, other, &in, 129);
  CALL(bind, other, NULL, sizeof in);
  CALL(bind, other, NULL, 0);
  CALL(bind, other, no_access(), sizeof in);
  CALL(bind, other, HIGHEST_PAGE, sizeof in);
  memcpy(before_the_end(sizeof in), &in, sizeof in);
  CALL(bind, -1, &in, sizeof in);
  CALL(bind, 0, &in, sizeof in);
  CALL(bind, 0, no_access(), sizeof in);
  CALL(bind, other, read_only(), 16);

  struct sockaddr_un un = unix_address("name");
  int local = MUST(socket(AF_UNIX, SOCK_STREAM, 0));
  umask(027);
  CALL(bind, local, &un, sizeof un);
  SHOW_OCTAL(mode_of("name"));
  CALL(bind, local, &un, sizeof un);
  int second = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
  CALL(bind, second, &un, sizeof un);
  un = unix_address("absent/name");
  CALL(bind, second, &un, sizeof un);
  un = unix_address("short");
  CALL(bind, second, &un, offsetof(struct sockaddr_un, sun_path) + 5);
  SHOW_OCTAL(mode_of("short"));
  int abstract = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
  memcpy(un.sun_path, "\0wali-bind-test", 15);
  CALL(bind, abstract, &un, offsetof(struct sockaddr_un, sun_path) + 15);
  int again = MUST(socket(AF_UNIX, SOCK_DGRAM, 0));
  CALL(bind, again, &un, offsetof(struct sockaddr_un, sun_path) + 15);
  CALL(bind, again, &un, sizeof(sa_family_t));
  socklen_t length = sizeof un;
  MUST(getsockname(again, (struct sockaddr*)&un, &length));
  SHOW(length);
}
