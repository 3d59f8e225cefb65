#include "status.h"

int main(int count, char** arguments) {
  make_files();
  make_file("folder/inner", "abc");
  struct stat status;
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(newfstatat, AT_FDCWD, "file", &status, 0);
  SHOW_STATUS(status);
  CALL(newfstatat, AT_FDCWD, "link", &status, 0);
  SHOW_STATUS(status);
  CALL(newfstatat, AT_FDCWD, "link", &status, AT_SYMLINK_NOFOLLOW);
  SHOW_STATUS(status);
  CALL(newfstatat, folder, "inner", &status, 0);
  SHOW(status.st_size);
  CALL(newfstatat, folder, "file", &status, 0);
  CALL(newfstatat, file, "inner", &status, 0);
  CALL(newfstatat, file, "", &status, AT_EMPTY_PATH);
  SHOW_STATUS(status);
  CALL(newfstatat, file, NULL, &status, AT_EMPTY_PATH);
  CALL(newfstatat, AT_FDCWD, "", &status, AT_EMPTY_PATH);
  SHOW_OCTAL(status.st_mode);
  CALL(newfstatat, file, "", &status, 0);
  CALL(newfstatat, -1, "", &status, AT_EMPTY_PATH);
  CALL(newfstatat, -1, "file", &status, 0);
  CALL(newfstatat, -1, "/dev/null", &status, 0);
  CALL(newfstatat, AT_FDCWD, "file", &status, AT_NO_AUTOMOUNT);
  CALL(newfstatat, AT_FDCWD, "file", &status, 0x10000);
  CALL(newfstatat, AT_FDCWD, "file", &status, AT_REMOVEDIR);
  CALL(newfstatat, AT_FDCWD, "file", NULL, 0);
  CALL(newfstatat, AT_FDCWD, NULL, &status, 0);
  CALL(newfstatat, AT_FDCWD, no_access(), &status, 0);
  CALL(newfstatat, AT_FDCWD, "file", no_access(), 0);
  struct stat own;
  MUST(stat(arguments[0], &own));
  CALL(newfstatat, AT_FDCWD, "/proc/self/exe", &status, 0);
  CHECK(status.st_ino == own.st_ino && status.st_dev == own.st_dev);
  CALL(newfstatat, MUST(open("/proc/self", O_PATH)), "exe", &status, 0);
  CHECK(status.st_ino == own.st_ino && status.st_dev == own.st_dev);
}
