#include "socket_pair.h"

static void show(int fd, int level, int option, socklen_t length) {
  unsigned char value[264];
  memset(value, 0, sizeof value);
  int result = getsockopt(fd, level, option, value, &length);
  SAY("option %d: %d, length %d", option, result, (int)length);
  if (result == 0) SHOW_BYTES(value, length);
}

static int filtered(int fd, int peer) {
  char buffer[8];
  MUST(send(peer, "abc", 3, 0));
  return (int)recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
}

static void filters(void) {
  make_pair(SOCK_DGRAM);
  struct sock_filter two_bytes[] = {{BPF_RET | BPF_K, 0, 0, 2}};
  struct sock_fprog program = {1, two_bytes};
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program);
  SHOW(filtered(ends[1], ends[0]));
  struct sock_filter back[4];
  socklen_t count = 4;
  SHOW(getsockopt(ends[1], SOL_SOCKET, SO_ATTACH_FILTER, back, &count));
  SHOW(count);
  CHECK(memcmp(back, two_bytes, sizeof two_bytes) == 0);
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_DETACH_FILTER, &count, sizeof count);
  SHOW(filtered(ends[1], ends[0]));
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_DETACH_FILTER, &count, sizeof count);
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program - 1);
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, no_access(), sizeof program);
  CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, 0);
  program.len = 0;
  IN_CHILD(CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
  program.len = 5000;
  IN_CHILD(CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
  program.len = 1;
  program.filter = no_access();
  IN_CHILD(CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
  program.filter = NULL;
  IN_CHILD(CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
  program.filter = two_bytes;
  two_bytes[0].code = 0xffff;
  IN_CHILD(CALL(setsockopt, ends[1], SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
  two_bytes[0].code = BPF_RET | BPF_K;
  int datagrams = MUST(socket(AF_INET, SOCK_DGRAM, 0)), yes = 1;
  MUST(setsockopt(datagrams, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes));
  CALL(setsockopt, datagrams, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program);
}

static void groups(void) {
  int fd = MUST(socket(AF_INET, SOCK_DGRAM, 0));
  struct ip_mreq old = {{inet_addr("224.1.1.1")}, {htonl(INADDR_LOOPBACK)}};
  CALL(setsockopt, fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &old, sizeof old);
  CALL(setsockopt, fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &old, sizeof old);
  CALL(setsockopt, fd, IPPROTO_IP, IP_DROP_MEMBERSHIP, &old, sizeof old);
  CALL(setsockopt, fd, IPPROTO_IP, IP_DROP_MEMBERSHIP, &old, sizeof old);
  struct ip_mreqn by_index = {{inet_addr("224.1.1.1")}, {0}, 1};
  CALL(setsockopt, fd, IPPROTO_IP, IP_ADD_MEMBERSHIP, &by_index, sizeof by_index);
  struct group_req request = {.gr_interface = 1};
  struct sockaddr_in* group = (struct sockaddr_in*)&request.gr_group;
  group->sin_family = AF_INET;
  group->sin_addr.s_addr = inet_addr("224.1.1.2");
  SHOW(sizeof request);
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof request);
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof request);
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_LEAVE_GROUP, &request, sizeof request);
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_LEAVE_GROUP, &request, sizeof request - 1);
  group->sin_addr.s_addr = inet_addr("1.2.3.4");
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_JOIN_GROUP, &request, sizeof request);
  struct group_source_req source = {.gsr_interface = 1};
  SHOW(sizeof source);
  ((struct sockaddr_in*)&source.gsr_group)->sin_family = AF_INET;
  ((struct sockaddr_in*)&source.gsr_group)->sin_addr.s_addr = inet_addr("232.1.1.2");
  ((struct sockaddr_in*)&source.gsr_source)->sin_family = AF_INET;
  ((struct sockaddr_in*)&source.gsr_source)->sin_addr.s_addr = inet_addr("127.0.0.1");
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP, &source, sizeof source);
  CALL(setsockopt, fd, IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP, &source, sizeof source);
  unsigned char ttl = 7;
  CALL(setsockopt, fd, IPPROTO_IP, IP_MULTICAST_TTL, &ttl, 1);
  show(fd, IPPROTO_IP, IP_MULTICAST_TTL, 1);
  int six = MUST(socket(AF_INET6, SOCK_DGRAM, 0)), yes = 1;
  CALL(setsockopt, six, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
  show(six, IPPROTO_IPV6, IPV6_V6ONLY, 4);
  struct ipv6_mreq all = {{{{0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1}}}, 1};
  CALL(setsockopt, six, IPPROTO_IPV6, IPV6_JOIN_GROUP, &all, sizeof all);
}

/* The kernel sends the program's own pages and says so on the queue of errors. */
static void without_copies(void) {
  int sender = MUST(socket(AF_INET, SOCK_DGRAM, 0)),
      receiver = MUST(socket(AF_INET, SOCK_DGRAM, 0));
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof address;
  MUST(bind(receiver, (struct sockaddr*)&address, size));
  MUST(getsockname(receiver, (struct sockaddr*)&address, &size));
  MUST(connect(sender, (struct sockaddr*)&address, size));
  int yes = 1;
  CALL(setsockopt, sender, SOL_SOCKET, SO_ZEROCOPY, &yes, sizeof yes);
  show(sender, SOL_SOCKET, SO_ZEROCOPY, 4);
  char *page = new_pages(1, PROT_READ | PROT_WRITE), seen[8], control[128];
  strcpy(page, "content");
  CALL(sendto, sender, page, 4096, MSG_ZEROCOPY, NULL, 0);
  CALL(recvfrom, receiver, seen, sizeof seen, 0, NULL, NULL);
  SHOW_TEXT(seen);
  struct pollfd done = {sender};
  SHOW(poll(&done, 1, 5000));
  struct msghdr message = {.msg_control = control, .msg_controllen = sizeof control};
  SHOW(recvmsg(sender, &message, MSG_ERRQUEUE));
  struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  CHECK(header != NULL && header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR);
  SHOW_BYTES(CMSG_DATA(header), 5);
}

int main(void) {
  int fd = MUST(socket(AF_INET, SOCK_STREAM, 0)), yes = 1, no = 0, big = 65536;
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  show(fd, SOL_SOCKET, SO_REUSEADDR, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
  show(fd, SOL_SOCKET, SO_KEEPALIVE, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_RCVBUF, &big, sizeof big);
  show(fd, SOL_SOCKET, SO_RCVBUF, 4);
  struct linger linger = {1, 5};
  CALL(setsockopt, fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
  show(fd, SOL_SOCKET, SO_LINGER, 8);
  CALL(setsockopt, fd, SOL_SOCKET, SO_LINGER, &linger, 4);
  struct timeval time = {3, 500000};
  CALL(setsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
  show(fd, SOL_SOCKET, SO_RCVTIMEO, sizeof time);
  CALL(setsockopt, fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time - 1);
  time.tv_usec = 1000000;
  CALL(setsockopt, fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
  CALL(setsockopt, fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  show(fd, IPPROTO_TCP, TCP_NODELAY, 4);
  CALL(setsockopt, fd, IPPROTO_TCP, TCP_KEEPIDLE, &big, sizeof big);
  CALL(setsockopt, fd, IPPROTO_TCP, TCP_CONGESTION, "nonesuch", 8);
  CALL(setsockopt, fd, IPPROTO_IP, IP_TOS, &(int){0x10}, 4);
  show(fd, IPPROTO_IP, IP_TOS, 4);
  CALL(setsockopt, fd, IPPROTO_IP, IP_TTL, &(int){300}, 4);
  CALL(setsockopt, fd, IPPROTO_IP, IP_TTL, &(int){30}, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
  show(fd, SOL_SOCKET, SO_BINDTODEVICE, 16);
  CALL(setsockopt, fd, SOL_SOCKET, SO_BINDTODEVICE, "absent", 7);
  CALL(setsockopt, fd, SOL_SOCKET, SO_PRIORITY, &(int){4}, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_MARK, &(int){4}, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_TYPE, &yes, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &no, 3);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &no, 0);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &no, -1);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, NULL, 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, no_access(), 4);
  CALL(setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, before_the_end(4), 4);
  CALL(setsockopt, fd, SOL_SOCKET, 9999, &yes, 4);
  CALL(setsockopt, fd, SOL_SOCKET, -1, &yes, 4);
  CALL(setsockopt, fd, 9999, 1, &yes, 4);
  CALL(setsockopt, fd, IPPROTO_TCP, 9999, &yes, 4);
  CALL(setsockopt, -1, SOL_SOCKET, SO_REUSEADDR, &yes, 4);
  CALL(setsockopt, 0, SOL_SOCKET, SO_REUSEADDR, &yes, 4);
  CALL(setsockopt, -1, 9999, 9999, &yes, 4);
  make_pair(SOCK_STREAM);
  CALL(setsockopt, ends[0], SOL_SOCKET, SO_PASSCRED, &yes, 4);
  show(ends[0], SOL_SOCKET, SO_PASSCRED, 4);
  CALL(setsockopt, ends[0], IPPROTO_TCP, TCP_NODELAY, &yes, 4);
  CALL(setsockopt, ends[0], SOL_SOCKET, SO_PEEK_OFF, &(int){2}, 4);
  CALL(setsockopt, ends[0], SOL_SOCKET, SO_PEERCRED, &yes, 4);
  filters();
  groups();
  without_copies();
}
