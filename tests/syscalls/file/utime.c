#include "times.h"

int main(void) {
  make_files();
  struct {
    long long access, modification;
  } times = {1000000000, 1200000000};
  CALL(utime, "file", &times);
  SHOW_TIMES("file");
  CALL(utime, "file", NULL);
  SHOW_TIMES("file");
  times.access = -5;
  times.modification = 1ll << 33;
  CALL(utime, "link", &times);
  SHOW_TIMES("file");
  CALL(utime, "folder", &times);
  CALL(utime, "dangling", &times);
  CALL(utime, "absent", &times);
  CALL(utime, "", &times);
  CALL(utime, NULL, &times);
  CALL(utime, no_access(), &times);
  CALL(utime, "file", no_access());
  CALL(utime, "absent", no_access());
  CALL(utime, "file", (char*)before_the_end(16) + 8);
}
