#include "queue.h"

static int fd;
static char buffer[32];

static void put(const char* text, unsigned priority) {
  if (RAW(mq_timedsend, fd, text, strlen(text), priority, NULL) != 0)
    give_up(__LINE__, "mq_timedsend");
}

int main(void) {
  fd = new_queue();
  put("low", 1);
  put("high", 9);
  put("low too", 1);
  unsigned priority = 99;
  CALL(mq_timedreceive, fd, buffer, 32, &priority, NULL);
  SHOW_TEXT(buffer);
  SHOW(priority);
  CALL(mq_timedreceive, fd, buffer, 15, NULL, NULL);
  CALL(mq_timedreceive, fd, buffer, 16, NULL, NULL);
  CALL(mq_timedreceive, fd, no_access(), 16, NULL, NULL);
  put("text", 1);
  CALL(mq_timedreceive, fd, buffer, 16, no_access(), NULL);
  put("text", 1);
  CALL(mq_timedreceive, fd, buffer, 16, read_only(), NULL);
  put("text", 1);
  CALL(mq_timedreceive, fd, before_the_end(4), 16, NULL, NULL);
  CALL(mq_timedreceive, fd, buffer, 16, NULL, NULL);
  RAW(mq_getsetattr, fd, &(struct mq_attr){0}, NULL);
  struct timespec past = {1, 0}, bad = {1, 1000000000};
  CALL(mq_timedreceive, fd, buffer, 16, NULL, &past);
  CALL(mq_timedreceive, fd, buffer, 16, NULL, &bad);
  CALL(mq_timedreceive, fd, buffer, 16, NULL, no_access());
  CALL(mq_timedreceive, -1, buffer, 16, NULL, NULL);
  CALL(mq_timedreceive, 0, buffer, 16, NULL, NULL);
  CALL(mq_timedreceive, (int)RAW(mq_open, QUEUE, O_WRONLY, 0, NULL), buffer, 16, NULL, NULL);
  pid_t child = MUST(fork());
  if (child == 0) {
    CALL(mq_timedreceive, fd, buffer, 16, &priority, NULL);
    SHOW(priority);
    _exit(0);
  }
  usleep(20000);
  put("awaited", 5);
  print_end_of(child);
}
