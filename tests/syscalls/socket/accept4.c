#define THE_CALL accept4
#include "accept_calls.h"

int main(void) {
  without_flags();
  struct sockaddr_in from;
  socklen_t length = sizeof from;
  int client = new_client();
  show_flags((int)CALL(accept4, server, &from, &length, SOCK_CLOEXEC | SOCK_NONBLOCK));
  CHECK(from.sin_port == address_of(client).sin_port);
  new_client();
  show_flags((int)CALL(accept4, server, NULL, NULL, SOCK_CLOEXEC));
  new_client();
  show_flags((int)CALL(accept4, server, NULL, NULL, SOCK_NONBLOCK));
  CALL(accept4, server, NULL, NULL, 1);
  CALL(accept4, server, NULL, NULL, -1);
  CALL(accept4, -1, NULL, NULL, 1);
}
