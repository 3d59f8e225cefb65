#include "paths.h"

int main(void) {
  int fd = (int)CALL(memfd_create, "name", 0);
  char link[64];
  SHOW(fcntl(fd, F_GETFD));
  char path[32];
  sprintf(path, "/proc/self/fd/%d", fd);
  SHOW_BYTES(link, readlink(path, link, sizeof link));
  SHOW(write(fd, "hello", 5));
  SHOW(lseek(fd, 0, SEEK_END));
  SHOW(fcntl(fd, F_GET_SEALS));
  fd = (int)CALL(memfd_create, "", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  SHOW(fcntl(fd, F_GETFD));
  SHOW(fcntl(fd, F_GET_SEALS));
  CALL(memfd_create, long_name(249), 0);
  CALL(memfd_create, long_name(250), 0);
  CALL(memfd_create, "a/b", 0);
  CALL(memfd_create, NULL, 0);
  CALL(memfd_create, no_access(), 0);
  CALL(memfd_create, HIGHEST_PAGE, 0);
  CALL(memfd_create, "x", 0x100);
  CALL(memfd_create, "x", -1);
  CALL(memfd_create, "x", 0x18);
  char* end = before_the_end(4);
  memcpy(end, "name", 4);
  CALL(memfd_create, end, 0);
}
