#include "status.h"

int main(void) {
  make_files();
  struct stat status;
  CALL(stat, "file", &status);
  SHOW_STATUS(status);
  CALL(stat, "link", &status);
  SHOW_STATUS(status);
  CALL(stat, "folder", &status);
  SHOW_STATUS(status);
  CALL(stat, "fifo", &status);
  SHOW_STATUS(status);
  CALL(stat, "dangling", &status);
  CALL(stat, "/dev/null", &status);
  SHOW_HEX(status.st_rdev);
  SHOW_OCTAL(status.st_mode);
  CALL(stat, "absent", &status);
  CALL(stat, "file/below", &status);
  CALL(stat, "", &status);
  CALL(stat, NULL, &status);
  CALL(stat, no_access(), &status);
  CALL(stat, "file", NULL);
  CALL(stat, "file", no_access());
  CALL(stat, "file", read_only());
  CALL(stat, "file", HIGHEST_PAGE);
  CALL(stat, "absent", NULL);
  struct stat *end = before_the_end(144);
  CALL(stat, "file", end);
  SHOW_STATUS(*end);
  CALL(stat, "file", (char *)end + 8);
  struct stat same;
  MUST(stat("file", &same));
  CALL(stat, "./folder/../file", &status);
  CHECK(same.st_ino == status.st_ino && same.st_dev == status.st_dev);
  memset(&status, 0x55, sizeof status);
  CALL(stat, "absent", &status);
  CHECK(status.st_ino == 0x5555555555555555);
}
