#include "socket_pair.h"

int main(void) {
  int receiver = bound_socket(SOCK_DGRAM), sender = bound_socket(SOCK_DGRAM);
  struct sockaddr_in to = address_of(receiver), from;
  char buffer[64] = "";
#define SEND(text) MUST(sendto(sender, text, sizeof text - 1, 0, (struct sockaddr*)&to, sizeof to))
  SEND("first");
  socklen_t length = sizeof from;
  CALL(recvfrom, receiver, buffer, sizeof buffer, 0, &from, &length);
  SHOW(length);
  SHOW_TEXT(buffer);
  CHECK(from.sin_port == address_of(sender).sin_port);
  SEND("second");
  CALL(recvfrom, receiver, buffer, 3, MSG_PEEK, NULL, NULL);
  CALL(recvfrom, receiver, buffer, 3, MSG_TRUNC, NULL, NULL);
  SHOW_TEXT(buffer);
  SEND("third");
  char small[8] = "........";
  length = 3;
  CALL(recvfrom, receiver, buffer, 64, 0, small, &length);
  SHOW(length);
  SHOW_BYTES(small + 3, 5);
  SEND("fourth");
  length = -1;
  CALL(recvfrom, receiver, buffer, 64, 0, &from, &length);
  SEND("fifth");
  CALL(recvfrom, receiver, buffer, 64, 0, &from, NULL);
  SEND("sixth");
  length = sizeof from;
  CALL(recvfrom, receiver, buffer, 64, 0, no_access(), &length);
  SEND("seventh");
  CALL(recvfrom, receiver, buffer, 64, 0, &from, read_only());
  SEND("eighth");
  CALL(recvfrom, receiver, no_access(), 64, 0, NULL, NULL);
  SEND("ninth");
  CALL(recvfrom, receiver, read_only(), 64, 0, NULL, NULL);
  SEND("tenth");
  CALL(recvfrom, receiver, before_the_end(2), 64, 0, NULL, NULL);
  SEND("eleventh");
  CALL(recvfrom, receiver, before_the_end(2), 2, 0, NULL, NULL);
  SEND("twelfth");
  CALL(recvfrom, receiver, NULL, 0, 0, NULL, NULL);
  CALL(recvfrom, receiver, buffer, 8, MSG_DONTWAIT, NULL, NULL);
  CALL(recvfrom, receiver, buffer, 8, MSG_OOB | MSG_DONTWAIT, NULL, NULL);
  CALL(recvfrom, receiver, buffer, 8, MSG_ERRQUEUE, NULL, NULL);
  CALL(recvfrom, -1, buffer, 8, 0, NULL, NULL);
  CALL(recvfrom, 0, buffer, 8, 0, NULL, NULL);
  CALL(recvfrom, MUST(socket(AF_INET, SOCK_STREAM, 0)), buffer, 8, 0, NULL, NULL);
  struct timeval soon = {0, 20000};
  MUST(setsockopt(receiver, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon));
  CALL(recvfrom, receiver, buffer, 8, 0, NULL, NULL);
  make_pair(SOCK_STREAM);
  MUST(write(ends[0], "streaming", 9));
  CALL(recvfrom, ends[1], buffer, 4, MSG_WAITALL, &from, &length);
  CALL(recvfrom, ends[1], buffer, 16, 0, NULL, NULL);
  close(ends[0]);
  CALL(recvfrom, ends[1], buffer, 16, 0, NULL, NULL);
}
