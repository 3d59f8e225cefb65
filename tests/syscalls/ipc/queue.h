/* POSIX message queues, by the calls themselves: the kernel's names have no slash. */
#pragma once

#include <mqueue.h>
#include <time.h>

#include "check.h"

/* There is a slash before each name, since an emulator may take a step back to find it, as the C
 * library's calls want it. */
#define SLASHED(name) ("/" name + 1)
#define QUEUE queue_name()

__attribute__((unused)) static const char* queue_name(void) {
  static char name[256] = "/";
  if (name[1] == 0) strcpy(name + 1, own_name());
  return name + 1;
}

__attribute__((unused)) static void remove_queue(void) {
  RAW(mq_unlink, QUEUE);
}

/* An empty queue for four messages of 16 bytes, which does not wait. */
__attribute__((unused)) static int new_queue(void) {
  struct mq_attr attributes = {.mq_maxmsg = 4, .mq_msgsize = 16};
  RAW(mq_unlink, QUEUE);
  int fd = (int)RAW(mq_open, QUEUE, O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attributes);
  if (fd < 0) give_up(__LINE__, "mq_open");
  atexit(remove_queue);
  return fd;
}
