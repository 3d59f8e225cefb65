#include "socket_pair.h"

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  char buffer[8];
  make_pair(SOCK_STREAM);
  SHOW(write(ends[0], "ab", 2));
  CALL(shutdown, ends[0], SHUT_WR);
  SHOW(read(ends[1], buffer, 8));
  SHOW(read(ends[1], buffer, 8));
  SHOW(write(ends[0], "c", 1));
  SHOW(errno);
  SHOW(write(ends[1], "d", 1));
  CALL(shutdown, ends[1], SHUT_RD);
  CALL(shutdown, ends[0], SHUT_RDWR);
  SHOW(read(ends[0], buffer, 8));
  CALL(shutdown, ends[0], 3);
  CALL(shutdown, ends[0], -1);
  CALL(shutdown, MUST(socket(AF_INET, SOCK_STREAM, 0)), SHUT_RD);
  CALL(shutdown, MUST(socket(AF_INET, SOCK_STREAM, 0)), 7);
  CALL(shutdown, MUST(socket(AF_UNIX, SOCK_DGRAM, 0)), SHUT_WR);
  int client;
  int fd = connection(&client);
  CALL(shutdown, fd, SHUT_WR);
  SHOW(read(client, buffer, 8));
  CALL(shutdown, -1, SHUT_RD);
  CALL(shutdown, 0, SHUT_RD);
}
