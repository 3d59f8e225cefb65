// trace: socket,socketpair,bind,connect,sendmsg,recvmsg,sendmmsg,recvmmsg,getsockname,getsockopt,unlink
#define _GNU_SOURCE
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char bytes[64], control[CMSG_SPACE(2 * sizeof(int))];
  int pair[2];
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  struct iovec iov[2] = {{"some ", 5}, {"words", 5}};
  struct msghdr message = {
      .msg_iov = iov, .msg_iovlen = 2, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(2 * sizeof(int));
  ((int*)CMSG_DATA(header))[0] = 0;
  ((int*)CMSG_DATA(header))[1] = 1;
  sendmsg(pair[0], &message, MSG_NOSIGNAL);
  struct iovec in = {bytes, sizeof bytes};
  message.msg_iov = &in;
  message.msg_iovlen = 1;
  recvmsg(pair[1], &message, MSG_CMSG_CLOEXEC);
  recvmsg(pair[1], &message, MSG_DONTWAIT);
  sendmsg(99, &(struct msghdr){.msg_iov = iov, .msg_iovlen = 1}, 0);
  struct sockaddr_un address = {AF_UNIX, "socket"};
  int named = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bind(named, (struct sockaddr*)&address, sizeof(sa_family_t) + 7);
  socklen_t length = sizeof address;
  getsockname(named, (struct sockaddr*)&address, &length);
  length = sizeof bytes;
  getsockopt(pair[0], SOL_SOCKET, SO_PEERCRED, bytes, &(socklen_t){4});
  int other = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un abstract = {AF_UNIX, "\0hidden"};
  connect(other, (struct sockaddr*)&abstract, sizeof(sa_family_t) + 7);
  unlink("socket");
  return 0;
}
