#include "times.h"

int main(void) {
  make_files();
  struct timeval times[2] = {{1000000000, 1}, {1200000000, 999999}};
  CALL(futimesat, AT_FDCWD, "file", times);
  SHOW_TIMES("file");
  CALL(futimesat, AT_FDCWD, "file", NULL);
  SHOW_TIMES("file");
  CALL(futimesat, AT_FDCWD, "link", times);
  SHOW_TIMES("file");
  times[0].tv_usec = 1000000;
  CALL(futimesat, AT_FDCWD, "file", times);
  CALL(futimesat, AT_FDCWD, "absent", times);
  times[0].tv_usec = -1;
  CALL(futimesat, AT_FDCWD, "file", times);
  times[0].tv_usec = 0;
  times[1].tv_usec = -1;
  CALL(futimesat, AT_FDCWD, "file", times);
  times[1].tv_usec = 0;
  times[1].tv_sec = -1;
  CALL(futimesat, AT_FDCWD, "file", times);
  SHOW_TIMES("file");
  CALL(futimesat, AT_FDCWD, "dangling", times);
  CALL(futimesat, AT_FDCWD, "absent", times);
  CALL(futimesat, AT_FDCWD, "", times);
  CALL(futimesat, AT_FDCWD, no_access(), times);
  CALL(futimesat, AT_FDCWD, "file", no_access());
  CALL(futimesat, AT_FDCWD, "absent", no_access());
  CALL(futimesat, AT_FDCWD, "file", (char*)before_the_end(32) + 8);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  times[1].tv_sec = 1300000000;
  CALL(futimesat, folder, "inner", times);
  SHOW_TIMES("folder/inner");
  CALL(futimesat, file, NULL, times);
  SHOW_TIMES("file");
  CALL(futimesat, AT_FDCWD, NULL, times);
  CALL(futimesat, file, "inner", times);
  CALL(futimesat, -1, "inner", times);
  CALL(futimesat, -1, NULL, times);
}
