#include "counter.h"

int main(void) {
  int fd = (int)CALL(eventfd, 7);
  use_counter(fd);
  CALL(eventfd, -1);
  CALL(eventfd, 0);
}
