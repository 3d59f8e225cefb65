#include "queue.h"

int main(void) {
  int fd = new_queue();
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(mq_unlink, QUEUE));
  CALL(mq_unlink, QUEUE);
  CALL(mq_unlink, QUEUE);
  struct mq_attr attributes;
  SHOW(RAW(mq_getsetattr, fd, NULL, &attributes));
  CALL(mq_unlink, NULL);
  CALL(mq_unlink, no_access());
  CALL(mq_unlink, SLASHED(""));
  CALL(mq_unlink, SLASHED("a/b"));
}
