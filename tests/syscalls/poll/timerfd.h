#pragma once

#include <poll.h>
#include <sys/timerfd.h>
#include <time.h>

#include "check.h"

/* How often the timer expired; it has a second to do so. */
__attribute__((unused)) static long long expirations(int fd) {
  struct pollfd ready = {fd, POLLIN};
  unsigned long long count = 0;
  if (poll(&ready, 1, 1000) != 1 || read(fd, &count, 8) != 8) return -1;
  return (long long)count;
}
