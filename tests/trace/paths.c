// trace: open,openat,read,close,pipe,dup,write,fcntl
// options: -y
#include <fcntl.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char byte;
  int ends[2];
  int fd = open("/dev/null", O_RDWR);
  read(fd, &byte, 1);
  dup(fd);
  int root = open("/", O_RDONLY | O_DIRECTORY);
  openat(root, "dev/zero", O_RDONLY);
  pipe(ends);
  write(ends[1], "x", 1);
  read(ends[0], &byte, 1);
  fcntl(root, F_GETFL);
  close(fd);
  close(fd);
  return 0;
}
