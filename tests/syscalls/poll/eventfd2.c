#include "counter.h"

int main(void) {
  unsigned long long count = 0;
  int fd = (int)CALL(eventfd2, 7, 0);
  use_counter(fd);
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
