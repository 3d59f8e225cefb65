#include "queue.h"

static void show(int fd) {
  struct mq_attr attributes;
  RAW(mq_getsetattr, fd, NULL, &attributes);
  SHOW(attributes.mq_flags);
  SHOW(attributes.mq_maxmsg);
  SHOW(attributes.mq_msgsize);
  SHOW(fcntl(fd, F_GETFD));
}

int main(void) {
  RAW(mq_unlink, QUEUE);
  CALL(mq_open, QUEUE, O_RDWR, 0600, NULL);
  umask(022);
  struct mq_attr attributes = {.mq_maxmsg = 3, .mq_msgsize = 100};
  int fd = (int)CALL(mq_open, QUEUE, O_RDWR | O_CREAT | O_EXCL, 0666, &attributes);
  atexit(remove_queue);
  show(fd);
  struct stat status;
  MUST(fstat(fd, &status));
  SHOW_OCTAL(status.st_mode);
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
  show((int)CALL(mq_open, QUEUE, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0, NULL));
  show((int)CALL(mq_open, QUEUE, O_WRONLY | O_CREAT, 0, NULL));
  CALL(mq_open, QUEUE, O_WRONLY | O_CREAT, 0, no_access());
  CALL(mq_open, QUEUE, 3, 0, NULL);
  MUST(close(fd));
  remove_queue();
  show((int)CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, NULL));
  remove_queue();
  attributes.mq_maxmsg = 0;
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, &attributes);
  attributes.mq_maxmsg = -1;
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, &attributes);
  attributes.mq_maxmsg = 1;
  attributes.mq_msgsize = 1L << 40;
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, &attributes);
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, no_access());
  CALL(mq_open, NULL, O_RDWR, 0, NULL);
  CALL(mq_open, no_access(), O_RDWR, 0, NULL);
  CALL(mq_open, SLASHED(""), O_RDWR, 0, NULL);
  CALL(mq_open, SLASHED("a/b"), O_RDWR, 0, NULL);
  CALL(mq_open, SLASHED("a/b"), O_RDWR | O_CREAT, 0600, NULL);
  CALL(mq_open, SLASHED("/leading"), O_RDWR | O_CREAT, 0600, NULL);
  char name[301] = "/";
  memset(name + 1, 'n', 299);
  CALL(mq_open, name + 1, O_RDWR | O_CREAT, 0600, NULL);
  CALL(mq_open, QUEUE, O_RDWR | O_CREAT, 0600, NULL);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(mq_open, QUEUE, O_RDWR, 0, NULL));
}
