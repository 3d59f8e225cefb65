/* What the programs of eventfd and eventfd2 share. */
#pragma once

#include "check.h"

/* Uses a counter that has been made with 7 and no flags. */
static void use_counter(int fd) {
  unsigned long long count = 0;
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
}
