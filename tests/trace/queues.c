// trace: mq_open,mq_unlink,mq_timedsend,mq_timedreceive,mq_notify,mq_getsetattr
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  struct mq_attr attributes = {.mq_maxmsg = 3, .mq_msgsize = 32}, now;
  mq_open("/wali-trace-none", O_RDONLY);
  mqd_t queue = mq_open("/wali-trace-queue", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attributes);
  mq_send(queue, "some text", 9, 5);
  mq_send(queue, "", 0, 0);
  struct timespec past = {1, 0};
  mq_timedsend(queue, "more", 4, 1, &past);
  char text[32];
  unsigned priority;
  mq_receive(queue, text, sizeof text, &priority);
  mq_receive(queue, text, 8, &priority);
  mq_timedreceive(queue, text, sizeof text, NULL, &past);
  mq_getattr(queue, &now);
  now.mq_flags = 0;
  mq_setattr(queue, &now, &attributes);
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR2};
  mq_notify(queue, &event);
  mq_notify(queue, NULL);
  mq_unlink("/wali-trace-queue");
  mq_unlink("/wali-trace-queue");
  return 0;
}
