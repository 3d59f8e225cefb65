#include "check.h"

int main(void) {
  unsigned long long count = 0;
  int fd = (int)CALL(eventfd2, 7, 0);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  SHOW(read(fd, &count, 8));
  SHOW(count);
  MUST(fcntl(fd, F_SETFL, O_NONBLOCK));
  SHOW(read(fd, &count, 8) < 0 ? errno : 0);
  count = 0xfffffffffffffffe;
  SHOW(write(fd, &count, 8));
  SHOW(write(fd, &count, 8) < 0 ? errno : 0);
  SHOW(read(fd, &count, 4) < 0 ? errno : 0);
  count = ~0ull;
  SHOW(write(fd, &count, 8) < 0 ? errno : 0);
  CALL(eventfd2, -1, 0);
  CALL(eventfd2, 0, 0);
  fd = (int)CALL(eventfd2, 3, 1 | O_NONBLOCK | O_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  SHOW(read(fd, &count, 8));
  SHOW(count);
  CALL(eventfd2, 0, 2);
  CALL(eventfd2, 0, O_APPEND);
  CALL(eventfd2, 0, -1);
}
