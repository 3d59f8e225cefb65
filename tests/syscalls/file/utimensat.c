#include "times.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  struct timespec times[2] = {{1000000000, 1}, {1200000000, 999999999}};
  CALL(utimensat, AT_FDCWD, "file", times, 0);
  SHOW_TIMES("file");
  CALL(utimensat, AT_FDCWD, "file", NULL, 0);
  SHOW_TIMES("file");
  CALL(utimensat, file, NULL, times, 0);
  SHOW_TIMES("file");
  times[0].tv_nsec = TIME_OMIT;
  times[1] = (struct timespec){5, 6};
  CALL(utimensat, AT_FDCWD, "file", times, 0);
  SHOW_TIMES("file");
  times[1].tv_nsec = TIME_NOW;
  CALL(utimensat, AT_FDCWD, "file", times, 0);
  SHOW_TIMES("file");
  times[1].tv_nsec = TIME_OMIT;
  CALL(utimensat, AT_FDCWD, "file", times, 0);
  CALL(utimensat, AT_FDCWD, "absent", times, 0);
  CALL(utimensat, -1, "file", times, 0);
  times[0] = times[1] = (struct timespec){7, 8};
  CALL(utimensat, folder, "inner", times, 0);
  SHOW_TIMES("folder/inner");
  CALL(utimensat, AT_FDCWD, "link", times, AT_SYMLINK_NOFOLLOW);
  SHOW_TIMES("link");
  CALL(utimensat, AT_FDCWD, "dangling", times, 0);
  CALL(utimensat, file, "", times, AT_EMPTY_PATH);
  CALL(utimensat, file, "", times, 0);
  CALL(utimensat, file, NULL, times, AT_SYMLINK_NOFOLLOW);
  CALL(utimensat, AT_FDCWD, NULL, times, 0);
  times[0].tv_nsec = 1000000000;
  CALL(utimensat, AT_FDCWD, "file", times, 0);
  times[0].tv_nsec = -1;
  CALL(utimensat, AT_FDCWD, "absent", times, 0);
  times[0].tv_nsec = 0;
  CALL(utimensat, AT_FDCWD, "file", times, AT_REMOVEDIR);
  CALL(utimensat, AT_FDCWD, "file", times, -1);
  CALL(utimensat, -1, "file", times, 0);
  CALL(utimensat, file, "inner", times, 0);
  CALL(utimensat, AT_FDCWD, no_access(), times, 0);
  CALL(utimensat, AT_FDCWD, "file", no_access(), 0);
  CALL(utimensat, AT_FDCWD, "file", HIGHEST_PAGE, 0);
}
