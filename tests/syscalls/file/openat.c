#include "check.h"

int main(void) {
  umask(0);
  mkdir("folder", 0755);
  make_file("folder/inner", "in");
  make_file("outer", "out");
  int folder = MUST(open("folder", O_RDONLY | O_DIRECTORY));
  int path_only = MUST(open("folder", O_PATH));
  int file = MUST(open("outer", O_RDONLY));
  CALL(openat, folder, "inner", O_RDONLY, 0);
  CALL(openat, path_only, "inner", O_RDONLY, 0);
  CALL(openat, AT_FDCWD, "outer", O_RDONLY, 0);
  CALL(openat, folder, "outer", O_RDONLY, 0);
  CALL(openat, folder, "../outer", O_RDWR, 0);
  CALL(openat, file, "inner", O_RDONLY, 0);
  CALL(openat, -1, "outer", O_RDONLY, 0);
  CALL(openat, 999, "outer", O_RDONLY, 0);
  CALL(openat, 999, "/dev/null", O_RDONLY, 0);
  CALL(openat, folder, "made", O_WRONLY | O_CREAT | O_EXCL, 0751);
  SHOW_OCTAL(mode_of("folder/made"));
  CALL(openat, folder, "made", O_WRONLY | O_CREAT | O_EXCL, 0751);
  CALL(openat, folder, ".", O_RDONLY | O_DIRECTORY, 0);
  CALL(openat, folder, "", O_RDONLY, 0);
  CALL(openat, folder, NULL, O_RDONLY, 0);
  CALL(openat, folder, no_access(), O_RDONLY, 0);
  CALL(openat, folder, "inner", O_RDONLY | O_DIRECTORY, 0);
  CALL(openat, folder, "inner", O_RDONLY | O_CLOEXEC, 0);
  rmdir("empty");
  mkdir("empty", 0700);
  int gone = MUST(open("empty", O_RDONLY));
  rmdir("empty");
  CALL(openat, gone, "x", O_WRONLY | O_CREAT, 0600);
  CALL(openat, gone, ".", O_RDONLY, 0);
  int temporary = (int)CALL(openat, folder, ".", O_TMPFILE | O_RDWR, 0640);
  CHECK(write(temporary, "temp", 4) == 4);
  struct stat status;
  MUST(fstat(temporary, &status));
  SHOW(status.st_nlink);
  symlink("inner", "folder/link");
  CALL(openat, folder, "link", O_RDONLY | O_NOFOLLOW, 0);
  CALL(openat, folder, "link", O_RDONLY, 0);
}
