#include <time.h>

#include "message.h"

static struct mmsghdr many[4];
static struct iovec pieces[4];
static char buffers[4][8];

static void prepare(void) {
  memset(many, 0, sizeof many);
  memset(buffers, 0, sizeof buffers);
  for (int i = 0; i < 4; i++) {
    pieces[i] = (struct iovec){buffers[i], sizeof buffers[i]};
    many[i].msg_hdr.msg_iov = pieces + i;
    many[i].msg_hdr.msg_iovlen = 1;
  }
}

static void send_three(void) {
  MUST(send(ends[0], "one", 3, 0));
  MUST(send(ends[0], "two", 3, 0));
  MUST(send(ends[0], "much too long", 13, 0));
}

static void show(void) {
  for (int i = 0; i < 4; i++) {
    SHOW(many[i].msg_len);
    SHOW_HEX(many[i].msg_hdr.msg_flags);
    SHOW_BYTES(buffers[i], 8);
  }
}

int main(void) {
  make_pair(SOCK_DGRAM);
  struct timeval patience = {1, 0};
  MUST(setsockopt(ends[1], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience));
  send_three();
  prepare();
  CALL(recvmmsg, ends[1], many, 4, MSG_DONTWAIT, NULL);
  show();
  prepare();
  CALL(recvmmsg, ends[1], many, 4, MSG_DONTWAIT, NULL);
  send_three();
  CALL(recvmmsg, ends[1], many, 4, MSG_WAITFORONE, NULL);
  show();
  struct timespec limit = {0, 20000000};
  send_three();
  CALL(recvmmsg, ends[1], many, 2, 0, &limit);
  CHECK(limit.tv_sec == 0 && limit.tv_nsec <= 20000000);
  limit = (struct timespec){0, 1000000000};
  CALL(recvmmsg, ends[1], many, 1, 0, &limit);
  limit = (struct timespec){-1, 0};
  CALL(recvmmsg, ends[1], many, 1, 0, &limit);
  CALL(recvmmsg, ends[1], many, 1, MSG_DONTWAIT, no_access());
  CALL(recvmmsg, ends[1], many, 1, MSG_DONTWAIT, NULL);
  CALL(recvmmsg, ends[1], many, 0, MSG_DONTWAIT, NULL);
  send_three();
  prepare();
  many[1].msg_hdr.msg_iov = no_access();
  CALL(recvmmsg, ends[1], many, 3, MSG_DONTWAIT, NULL);
  show();
  CALL(recvmmsg, ends[1], many + 1, 1, MSG_DONTWAIT, NULL);
  CALL(recvmmsg, ends[1], NULL, 1, MSG_DONTWAIT, NULL);
  CALL(recvmmsg, ends[1], no_access(), 1, MSG_DONTWAIT, NULL);
  CALL(recvmmsg, -1, many, 1, 0, NULL);
  CALL(recvmmsg, -1, NULL, 1, 0, NULL);
  CALL(recvmmsg, 0, many, 1, 0, NULL);
}
