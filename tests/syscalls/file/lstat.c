#include "status.h"

int main(void) {
  make_files();
  struct stat status;
  CALL(lstat, "file", &status);
  SHOW_STATUS(status);
  CALL(lstat, "link", &status);
  SHOW_STATUS(status);
  CALL(lstat, "folder", &status);
  SHOW_STATUS(status);
  CALL(lstat, "fifo", &status);
  SHOW_STATUS(status);
  CALL(lstat, "dangling", &status);
  CALL(lstat, "/dev/null", &status);
  SHOW_HEX(status.st_rdev);
  SHOW_OCTAL(status.st_mode);
  CALL(lstat, "absent", &status);
  CALL(lstat, "file/below", &status);
  CALL(lstat, "", &status);
  CALL(lstat, NULL, &status);
  CALL(lstat, no_access(), &status);
  CALL(lstat, "file", NULL);
  CALL(lstat, "file", no_access());
  CALL(lstat, "file", read_only());
  CALL(lstat, "file", HIGHEST_PAGE);
  CALL(lstat, "absent", NULL);
  struct stat *end = before_the_end(144);
  CALL(lstat, "file", end);
  SHOW_STATUS(*end);
  CALL(lstat, "file", (char *)end + 8);
  struct stat same;
  MUST(stat("file", &same));
  CALL(lstat, "./folder/../file", &status);
  CHECK(same.st_ino == status.st_ino && same.st_dev == status.st_dev);
  memset(&status, 0x55, sizeof status);
  CALL(lstat, "absent", &status);
  CHECK(status.st_ino == 0x5555555555555555);
}
