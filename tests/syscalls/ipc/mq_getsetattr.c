#include "queue.h"

static void show(const struct mq_attr* attributes) {
  SHOW(attributes->mq_flags);
  SHOW(attributes->mq_maxmsg);
  SHOW(attributes->mq_msgsize);
  SHOW(attributes->mq_curmsgs);
}

int main(void) {
  int fd = new_queue();
  struct mq_attr old, new = {0};
  CALL(mq_getsetattr, fd, NULL, &old);
  show(&old);
  RAW(mq_timedsend, fd, "x", 1, 0, NULL);
  CALL(mq_getsetattr, fd, &new, &old);
  show(&old);
  CALL(mq_getsetattr, fd, NULL, &old);
  show(&old);
  new.mq_flags = O_NONBLOCK;
  new.mq_maxmsg = 77;
  CALL(mq_getsetattr, fd, &new, NULL);
  CALL(mq_getsetattr, fd, NULL, &old);
  show(&old);
  new.mq_flags = 1;
  CALL(mq_getsetattr, fd, &new, NULL);
  CALL(mq_getsetattr, fd, NULL, NULL);
  CALL(mq_getsetattr, fd, no_access(), NULL);
  CALL(mq_getsetattr, fd, NULL, no_access());
  CALL(mq_getsetattr, fd, NULL, read_only());
  CALL(mq_getsetattr, -1, NULL, &old);
  CALL(mq_getsetattr, 0, NULL, &old);
}
