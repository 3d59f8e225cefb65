#include "epoll.h"

int main(void) {
  int fd = (int)CALL(epoll_create, 1);
  SHOW(fcntl(fd, F_GETFD));
  CALL(epoll_create, 0x7fffffff);
  CALL(epoll_create, 0);
  CALL(epoll_create, -1);
  struct rlimit limit = {5, 5};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  CALL(epoll_create, 1);
  CALL(epoll_create, 0);
}
