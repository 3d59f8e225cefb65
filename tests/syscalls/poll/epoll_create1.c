#include "epoll.h"

int main(void) {
  int fd = (int)CALL(epoll_create1, 0);
  SHOW(fcntl(fd, F_GETFD));
  fd = (int)CALL(epoll_create1, EPOLL_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  CALL(epoll_create1, 1);
  CALL(epoll_create1, O_NONBLOCK);
  CALL(epoll_create1, -1);
  char byte;
  SHOW(read(fd, &byte, 1) < 0 ? errno : 0);
}
