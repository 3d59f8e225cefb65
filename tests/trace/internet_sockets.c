// trace: socket,bind,listen,connect,accept,accept4,getsockname,getpeername,setsockopt,getsockopt,sendto,recvfrom,shutdown
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char bytes[128];
  struct sockaddr_in address = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
  int one = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  setsockopt(server, SOL_SOCKET, SO_LINGER, &(struct linger){1, 5}, sizeof(struct linger));
  setsockopt(server, IPPROTO_IP, IP_TTL, &one, sizeof one);
  bind(server, (struct sockaddr*)&address, sizeof address);
  listen(server, 5);
  getsockname(server, (struct sockaddr*)&address, &length);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  connect(client, (struct sockaddr*)&address, sizeof address);
  length = sizeof bytes;
  int connection = accept4(server, (struct sockaddr*)bytes, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  length = sizeof address;
  getpeername(client, (struct sockaddr*)&address, &length);
  send(client, "hello", 5, MSG_NOSIGNAL | MSG_MORE);
  send(client, " there", 6, 0);
  recv(connection, bytes, sizeof bytes, MSG_DONTWAIT | MSG_PEEK);
  recv(connection, bytes, sizeof bytes, 0);
  recv(connection, bytes, sizeof bytes, 0);
  length = sizeof one;
  getsockopt(server, SOL_SOCKET, SO_TYPE, &one, &length);
  getsockopt(server, SOL_SOCKET, SO_ERROR, &one, &length);
  getsockopt(server, SOL_SOCKET, SO_ACCEPTCONN, &one, &length);
  getsockopt(99, SOL_SOCKET, SO_TYPE, &one, &length);
  shutdown(client, SHUT_WR);
  shutdown(server + 50, SHUT_RDWR);
  int datagrams = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
  address.sin_port = 0;
  bind(datagrams, (struct sockaddr*)&address, sizeof address);
  length = sizeof address;
  getsockname(datagrams, (struct sockaddr*)&address, &length);
  sendto(datagrams, "to myself", 9, 0, (struct sockaddr*)&address, sizeof address);
  length = sizeof bytes;
  recvfrom(datagrams, bytes, 4, 0, (struct sockaddr*)(bytes + 64), &length);
  struct sockaddr_in6 address6 = {AF_INET6, htons(1), 0, IN6ADDR_LOOPBACK_INIT, 0};
  connect(datagrams, (struct sockaddr*)&address6, 8);
  socket(AF_NETLINK, SOCK_RAW, 0);
  socket(99, SOCK_STREAM, 0);
  return 0;
}
