#include "message.h"

int main(void) {
  make_pair(SOCK_DGRAM);
  struct mmsghdr many[4];
  struct iovec pieces[4];
  char buffer[16];
  memset(many, 0, sizeof many);
  for (int i = 0; i < 4; i++) {
    pieces[i] = (struct iovec){"abcdefgh", (size_t)i + 1};
    many[i].msg_hdr.msg_iov = pieces + i;
    many[i].msg_hdr.msg_iovlen = 1;
    many[i].msg_len = 99;
  }
  CALL(sendmmsg, ends[0], many, 3, 0);
  for (int i = 0; i < 4; i++) SHOW(many[i].msg_len);
  for (int i = 0; i < 4; i++) SHOW(recv(ends[1], buffer, sizeof buffer, MSG_DONTWAIT));
  CALL(sendmmsg, ends[0], many, 0, 0);
  many[2].msg_hdr.msg_iov = no_access();
  CALL(sendmmsg, ends[0], many, 4, 0);
  CALL(sendmmsg, ends[0], many + 2, 1, 0);
  many[0].msg_hdr.msg_iovlen = 1025;
  CALL(sendmmsg, ends[0], many, 2, 0);
  CALL(sendmmsg, ends[0], NULL, 1, 0);
  CALL(sendmmsg, ends[0], no_access(), 1, 0);
  CALL(sendmmsg, -1, many, 1, 0);
  CALL(sendmmsg, -1, NULL, 1, 0);
  CALL(sendmmsg, 0, many, 1, 0);
  CALL(sendmmsg, ends[0], many, 1, 0x80000000);
  many[0].msg_hdr.msg_iovlen = 1;
  struct mmsghdr* last = before_the_end(sizeof *last);
  *last = many[0];
  CALL(sendmmsg, ends[0], last, 2, 0);
  SHOW(last->msg_len);
}
