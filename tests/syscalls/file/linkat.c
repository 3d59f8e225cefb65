#include "paths.h"

int main(void) {
  make_files();
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "second", 0);
  struct stat status;
  MUST(stat("file", &status));
  SHOW(status.st_nlink);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "other", 0);
  CALL(linkat, AT_FDCWD, "absent", AT_FDCWD, "x", 0);
  CALL(linkat, AT_FDCWD, "folder", AT_FDCWD, "x", 0);
  CALL(linkat, AT_FDCWD, "link", AT_FDCWD, "link-2", 0);
  SHOW_OCTAL(mode_of("link-2"));
  CALL(linkat, AT_FDCWD, "dangling", AT_FDCWD, "dangling-2", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "absent/x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "other/x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "folder/x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "", 0);
  CALL(linkat, AT_FDCWD, "", AT_FDCWD, "x", 0);
  CALL(linkat, AT_FDCWD, NULL, AT_FDCWD, "x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, NULL, 0);
  CALL(linkat, AT_FDCWD, no_access(), AT_FDCWD, "x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, no_access(), 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "/proc/x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "/dev/shm/wali-x", 0);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, long_name(256), 0);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(linkat, folder, "inner", AT_FDCWD, "inner-2", 0);
  CALL(linkat, AT_FDCWD, "link", folder, "followed", AT_SYMLINK_FOLLOW);
  SHOW_OCTAL(mode_of("folder/followed"));
  CALL(linkat, file, "x", folder, "y", 0);
  CALL(linkat, -1, "x", folder, "y", 0);
  CALL(linkat, AT_FDCWD, "file", -1, "y", 0);
  CALL(linkat, file, "", folder, "by-fd", AT_EMPTY_PATH);
  int temporary = MUST(open(".", O_TMPFILE | O_RDWR, 0600));
  CHECK(write(temporary, "temp", 4) == 4);
  CALL(linkat, temporary, "", AT_FDCWD, "named", AT_EMPTY_PATH);
  SHOW_TEXT(content_of("named"));
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "x", 1);
  CALL(linkat, AT_FDCWD, "file", AT_FDCWD, "x", -1);
}
