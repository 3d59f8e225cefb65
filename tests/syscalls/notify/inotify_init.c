#include "inotify.h"

int main(void) {
  int fd = (int)CALL(inotify_init);
  SHOW(fcntl(fd, F_GETFD));
  SHOW_OCTAL(fcntl(fd, F_GETFL));
  SHOW(fcntl(fd, F_SETFL, O_NONBLOCK));
  SHOW_EVENTS(fd);
  SHOW(write(fd, "x", 1) < 0 ? errno : 0);
  struct rlimit limit = {5, 5};
  MUST(setrlimit(RLIMIT_NOFILE, &limit));
  CALL(inotify_init);
  CALL(inotify_init);
}
