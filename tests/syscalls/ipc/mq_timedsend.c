#include "queue.h"

int main(void) {
  int fd = new_queue();
  CALL(mq_timedsend, fd, "message", 7, 3, NULL);
  CALL(mq_timedsend, fd, "", 0, 32767, NULL);
  CALL(mq_timedsend, fd, NULL, 0, 0, NULL);
  CALL(mq_timedsend, fd, "message", 7, 32768, NULL);
  CALL(mq_timedsend, fd, "seventeen letters", 17, 0, NULL);
  CALL(mq_timedsend, fd, NULL, 1, 0, NULL);
  CALL(mq_timedsend, fd, no_access(), 1, 0, NULL);
  CALL(mq_timedsend, fd, "sixteen letters.", 16, 0, NULL);
  CALL(mq_timedsend, fd, "full", 4, 0, NULL);
  fcntl(fd, F_SETFL, 0);
  RAW(mq_getsetattr, fd, &(struct mq_attr){0}, NULL);
  struct timespec past = {1, 0}, bad = {1, -1}, worse = {-1, 0};
  CALL(mq_timedsend, fd, "full", 4, 0, &past);
  CALL(mq_timedsend, fd, "full", 4, 0, &bad);
  CALL(mq_timedsend, fd, "full", 4, 0, &worse);
  CALL(mq_timedsend, fd, "full", 4, 0, no_access());
  CALL(mq_timedsend, -1, "x", 1, 0, NULL);
  CALL(mq_timedsend, 0, "x", 1, 0, NULL);
  CALL(mq_timedsend, (int)RAW(mq_open, QUEUE, O_RDONLY, 0, NULL), "x", 1, 0, NULL);
}
