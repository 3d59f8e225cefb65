#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  pipe2(ends, O_NONBLOCK | O_CLOEXEC);
  char byte;
  ssize_t count = read(ends[0], &byte, 1);
  printf("%zd %d\n", count, errno == EAGAIN);
  struct pollfd wait[2] = {{ends[0], POLLIN, 0}, {ends[1], POLLOUT, 0}};
  int result = poll(wait, 2, 0);
  printf("%d %d %d\n", result, wait[0].revents, wait[1].revents);
  printf("%zd\n", write(ends[1], "hello", 5));
  int waiting;
  result = ioctl(ends[0], FIONREAD, &waiting);
  printf("%d %d\n", result, waiting);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  struct timeval at_once = {0, 0};
  result = select(ends[0] + 1, &set, NULL, NULL, &at_once);
  printf("%d %d\n", result, FD_ISSET(ends[0], &set) != 0);
  close(ends[1]);
  char text[16] = {0};
  count = read(ends[0], text, sizeof text);
  printf("%zd %s\n", count, text);
  printf("%zd\n", read(ends[0], text, sizeof text));

  int pair[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  printf("%zd\n", send(pair[0], "datagram", 8, 0));
  struct iovec part = {text, sizeof text};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  count = recvmsg(pair[1], &message, 0);
  printf("%zd %.8s\n", count, text);
  shutdown(pair[0], SHUT_WR);
  printf("%zd\n", recv(pair[1], text, sizeof text, 0));
  int size = 0;
  socklen_t length = sizeof size;
  result = getsockopt(pair[0], SOL_SOCKET, SO_TYPE, &size, &length);
  printf("%d %d\n", result, size == SOCK_STREAM);
  return 0;
}
