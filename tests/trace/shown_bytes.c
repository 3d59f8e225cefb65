// trace: read,write,open,readlink
// options: -s 5 -xx
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char bytes[16];
  int fd = open("/dev/zero", O_RDONLY);
  read(fd, bytes, 3);
  read(fd, bytes, sizeof bytes);
  write(1, "written\n", 8);
  readlink("/no such link", bytes, sizeof bytes);
  return 0;
}
