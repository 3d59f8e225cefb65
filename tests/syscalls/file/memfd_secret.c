#include "check.h"

int main(void) {
  int fd = (int)CALL(memfd_secret, 0);
  if (fd < 0) return 0;
  SHOW(fcntl(fd, F_GETFD));
  SHOW(write(fd, "x", 1) < 0 ? errno : 0);
  MUST(ftruncate(fd, 4096));
  char* page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page == MAP_FAILED) {
    SAY("mmap: %s", error_name(errno));
  } else {
    strcpy(page, "secret");
    SHOW_TEXT(page);
    int out = new_file("out", "");
    SHOW(write(out, page, 6) < 0 ? errno : 0);
  }
  SHOW(mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fd, 0) == MAP_FAILED ? errno : 0);
  fd = (int)CALL(memfd_secret, O_CLOEXEC);
  SHOW(fcntl(fd, F_GETFD));
  CALL(memfd_secret, O_NONBLOCK);
  CALL(memfd_secret, -1);
}
