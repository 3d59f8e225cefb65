#include "times.h"

int main(void) {
  make_files();
  struct timeval times[2] = {{1000000000, 1}, {1200000000, 999999}};
  CALL(utimes, "file", times);
  SHOW_TIMES("file");
  CALL(utimes, "file", NULL);
  SHOW_TIMES("file");
  CALL(utimes, "link", times);
  SHOW_TIMES("file");
  times[0].tv_usec = 1000000;
  CALL(utimes, "file", times);
  CALL(utimes, "absent", times);
  times[0].tv_usec = -1;
  CALL(utimes, "file", times);
  times[0].tv_usec = 0;
  times[1].tv_usec = -1;
  CALL(utimes, "file", times);
  times[1].tv_usec = 0;
  times[1].tv_sec = -1;
  CALL(utimes, "file", times);
  SHOW_TIMES("file");
  CALL(utimes, "dangling", times);
  CALL(utimes, "absent", times);
  CALL(utimes, "", times);
  CALL(utimes, no_access(), times);
  CALL(utimes, "file", no_access());
  CALL(utimes, "absent", no_access());
  CALL(utimes, "file", (char*)before_the_end(32) + 8);
  CALL(utimes, NULL, times);
}
