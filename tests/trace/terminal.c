// trace: ioctl
// options: -v
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int ends[2], number = 0;
  pipe(ends);
  write(ends[1], "abc", 3);
  ioctl(ends[0], FIONREAD, &number);
  number = 1;
  ioctl(ends[0], FIONBIO, &number);
  ioctl(ends[0], FIOCLEX);
  ioctl(ends[0], FIONCLEX);
  ioctl(ends[0], TIOCGWINSZ, &number);
  ioctl(99, FIONREAD, &number);
  int terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY);
  struct winsize size = {24, 80, 0, 0};
  ioctl(terminal, TIOCSWINSZ, &size);
  ioctl(terminal, TIOCGWINSZ, &size);
  number = 0;
  ioctl(terminal, TIOCSPTLCK, &number);
  return 0;
}
