/* stat and lstat, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "status.h"

int main(int count, char** arguments) {
  make_files();
  struct stat status;
  CALL_IT("file", &status);
  SHOW_STATUS(status);
  CALL_IT("link", &status);
  SHOW_STATUS(status);
  CALL_IT("folder", &status);
  SHOW_STATUS(status);
  CALL_IT("fifo", &status);
  SHOW_STATUS(status);
  CALL_IT("dangling", &status);
  CALL_IT("/dev/null", &status);
  SHOW_HEX(status.st_rdev);
  SHOW_OCTAL(status.st_mode);
  CALL_IT("absent", &status);
  CALL_IT("file/below", &status);
  CALL_IT("", &status);
  CALL_IT(NULL, &status);
  CALL_IT(no_access(), &status);
  CALL_IT("file", NULL);
  CALL_IT("file", no_access());
  CALL_IT("file", read_only());
  CALL_IT("file", HIGHEST_PAGE);
  CALL_IT("absent", NULL);
  struct stat* end = before_the_end(144);
  CALL_IT("file", end);
  SHOW_STATUS(*end);
  CALL_IT("file", (char*)end + 8);
  struct stat same;
  MUST(stat("file", &same));
  CALL_IT("./folder/../file", &status);
  CHECK(same.st_ino == status.st_ino && same.st_dev == status.st_dev);
  CALL_IT("/proc/self/exe", &status);
  MUST(stat(arguments[0], &same));
  CHECK(same.st_ino == status.st_ino && same.st_dev == status.st_dev);
  memset(&status, 0x55, sizeof status);
  CALL_IT("absent", &status);
  CHECK(status.st_ino == 0x5555555555555555);
}
