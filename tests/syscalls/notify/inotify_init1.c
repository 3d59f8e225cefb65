#include "inotify.h"

int main(void) {
  int fd = (int)CALL(inotify_init1, IN_NONBLOCK | IN_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  SHOW_EVENTS(fd);
  CALL(inotify_init1, 0);
  CALL(inotify_init1, 1);
  CALL(inotify_init1, -1);
}
