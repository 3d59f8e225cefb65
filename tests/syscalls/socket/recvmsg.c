#include "message.h"

static void send_descriptors(int count) {
  int fds[8];
  for (int i = 0; i < count; i++) fds[i] = 1;
  message_with("with ", "files");
  add_control(SOL_SOCKET, SCM_RIGHTS, fds, (size_t)count * sizeof(int));
  MUST(sendmsg(ends[0], &message, 0));
}

static void with_control(size_t length) {
  new_message();
  message.msg_control = control;
  message.msg_controllen = length;
}

int main(void) {
  make_pair(SOCK_DGRAM);
  MUST(send(ends[0], "abcdefgh", 8, 0));
  new_message();
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  MUST(send(ends[0], "abcdefgh", 8, 0));
  new_message();
  message.msg_iovlen = 1;
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  MUST(send(ends[0], "abcdefgh", 8, 0));
  CALL(recvmsg, ends[1], &message, MSG_TRUNC | MSG_PEEK);
  show_message();
  CALL(recvmsg, ends[1], &message, 0);

  send_descriptors(1);
  with_control(sizeof control);
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  SHOW(received_descriptor());
  SHOW(fcntl(received_descriptor(), F_GETFD));
  SHOW(close(received_descriptor()));
  send_descriptors(2);
  with_control(CMSG_SPACE(2 * sizeof(int)));
  CALL(recvmsg, ends[1], &message, MSG_CMSG_CLOEXEC);
  show_message();
  SHOW(fcntl(received_descriptor(), F_GETFD));
  send_descriptors(3);
  with_control(CMSG_LEN(2 * sizeof(int)));
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  send_descriptors(1);
  with_control(CMSG_LEN(sizeof(int)));
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  send_descriptors(1);
  with_control(15);
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  send_descriptors(1);
  new_message();
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  send_descriptors(1);
  new_message();
  message.msg_controllen = 100;
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  SHOW(dup(0));

  int yes = 1;
  MUST(setsockopt(ends[1], SOL_SOCKET, SO_PASSCRED, &yes, sizeof yes));
  MUST(setsockopt(ends[1], SOL_SOCKET, SO_TIMESTAMP, &yes, sizeof yes));
  send_descriptors(1);
  with_control(sizeof control);
  CALL(recvmsg, ends[1], &message, 0);
  show_message();
  for (struct cmsghdr* item = CMSG_FIRSTHDR(&message); item != NULL;
       item = CMSG_NXTHDR(&message, item)) {
    int who[3];
    if (item->cmsg_type != 2) continue;
    memcpy(who, CMSG_DATA(item), sizeof who);
    CHECK(who[0] == getpid());
    SHOW(who[1]);
    SHOW(who[2]);
  }

  CALL(recvmsg, ends[1], &message, MSG_DONTWAIT);
  MUST(send(ends[0], "x", 1, 0));
  new_message();
  message.msg_iovlen = 2000;
  CALL(recvmsg, ends[1], &message, 0);
  new_message();
  message.msg_iov = no_access();
  CALL(recvmsg, ends[1], &message, 0);
  new_message();
  message.msg_namelen = -1;
  message.msg_name = text;
  CALL(recvmsg, ends[1], &message, 0);
  CALL(recvmsg, ends[1], NULL, 0);
  CALL(recvmsg, ends[1], no_access(), 0);
  CALL(recvmsg, -1, NULL, 0);
  CALL(recvmsg, 0, no_access(), 0);
  new_message();
  CALL(recvmsg, 0, &message, 0);
  vectors[0].iov_base = no_access();
  CALL(recvmsg, ends[1], &message, 0);
  CALL(recvmsg, ends[1], &message, 0x80000000);
  new_message();
  struct msghdr* fixed = before_the_end(sizeof message);
  *fixed = message;
  MUST(send(ends[0], "y", 1, 0));
  CALL(recvmsg, ends[1], fixed, 0);
  *fixed = message;
  MUST(mprotect((void*)((size_t)fixed & -4096), 4096, PROT_READ));
  MUST(send(ends[0], "z", 1, 0));
  CALL(recvmsg, ends[1], fixed, 0);

  int receiver = bound_socket(SOCK_DGRAM), sender = bound_socket(SOCK_DGRAM);
  struct sockaddr_in to = address_of(receiver), from = {0};
  MUST(setsockopt(receiver, IPPROTO_IP, IP_PKTINFO, &yes, sizeof yes));
  MUST(setsockopt(receiver, IPPROTO_IP, IP_RECVTTL, &yes, sizeof yes));
  MUST(sendto(sender, "ip", 2, 0, (struct sockaddr*)&to, sizeof to));
  with_control(sizeof control);
  message.msg_name = &from;
  message.msg_namelen = 100;
  CALL(recvmsg, receiver, &message, 0);
  show_message();
  CHECK(from.sin_port == address_of(sender).sin_port);
  MUST(sendto(sender, "ip", 2, 0, (struct sockaddr*)&to, sizeof to));
  with_control(CMSG_SPACE(12));
  message.msg_name = &from;
  message.msg_namelen = 4;
  CALL(recvmsg, receiver, &message, 0);
  show_message();
}
