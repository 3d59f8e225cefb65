#include "socket_pair.h"

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  int receiver = bound_socket(SOCK_DGRAM), sender = MUST(socket(AF_INET, SOCK_DGRAM, 0));
  struct sockaddr_in to = address_of(receiver);
  CALL(sendto, sender, "datagram", 8, 0, &to, sizeof to);
  char buffer[64];
  SHOW(recv(receiver, buffer, sizeof buffer, 0));
  SHOW_BYTES(buffer, 8);
  CALL(sendto, sender, "", 0, 0, &to, sizeof to);
  SHOW(recv(receiver, buffer, sizeof buffer, 0));
  CALL(sendto, sender, NULL, 0, 0, &to, sizeof to);
  CALL(sendto, sender, "x", 1, 0, NULL, 0);
  CALL(sendto, sender, "x", 1, 0, &to, 4);
  CALL(sendto, sender, "x", 1, 0, &to, -1);
  CALL(sendto, sender, "x", 1, 0, &to, 200);
  CALL(sendto, sender, "x", 1, 0, no_access(), sizeof to);
  CALL(sendto, sender, NULL, 1, 0, &to, sizeof to);
  CALL(sendto, sender, no_access(), 1, 0, &to, sizeof to);
  CALL(sendto, sender, before_the_end(4), 4, 0, &to, sizeof to);
  CALL(sendto, sender, before_the_end(4), 5, 0, &to, sizeof to);
  CALL(sendto, sender, new_pages(32, PROT_READ), 70000, 0, &to, sizeof to);
  CALL(sendto, -1, "x", 1, 0, &to, sizeof to);
  CALL(sendto, 0, "x", 1, 0, &to, sizeof to);
  make_pair(SOCK_STREAM);
  CALL(sendto, ends[0], "oob", 3, MSG_OOB, NULL, 0);
  SHOW(recv(ends[1], buffer, 8, 0));
  CALL(sendto, ends[0], "more", 4, MSG_MORE | MSG_DONTWAIT, NULL, 0);
  CALL(sendto, ends[0], "stream", 6, MSG_NOSIGNAL, NULL, 0);
  close(ends[1]);
  CALL(sendto, ends[0], "stream", 6, MSG_NOSIGNAL, NULL, 0);
  CALL(sendto, ends[0], "stream", 6, 0, NULL, 0);
  int client;
  int fd = connection(&client);
  CALL(sendto, fd, "tcp", 3, 0, &to, sizeof to);
  SHOW(recv(client, buffer, 8, 0));
  CALL(sendto, MUST(socket(AF_INET, SOCK_STREAM, 0)), "tcp", 3, MSG_NOSIGNAL, NULL, 0);
  make_pair(SOCK_STREAM);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  while (send(ends[0], buffer, sizeof buffer, 0) > 0) continue;
  CALL(sendto, ends[0], "full", 4, 0, NULL, 0);
}
