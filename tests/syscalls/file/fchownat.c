#include "owner.h"

int main(void) {
  make_files();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(fchownat, AT_FDCWD, "file", 10, 20, 0);
  SHOW_OWNER("file");
  CALL(fchownat, folder, "inner", 30, -1, 0);
  SHOW_OWNER("folder/inner");
  CALL(fchownat, AT_FDCWD, "link", 1, 2, AT_SYMLINK_NOFOLLOW);
  SHOW_OWNER("link");
  SHOW_OWNER("file");
  CALL(fchownat, AT_FDCWD, "link", 3, 4, 0);
  SHOW_OWNER("file");
  CALL(fchownat, file, "", 5, 6, AT_EMPTY_PATH);
  SHOW_OWNER("file");
  CALL(fchownat, file, "", 5, 6, 0);
  CALL(fchownat, AT_FDCWD, "dangling", 5, 6, 0);
  CALL(fchownat, file, "inner", 5, 6, 0);
  CALL(fchownat, -1, "inner", 5, 6, 0);
  CALL(fchownat, 999, "inner", 5, 6, 0);
  CALL(fchownat, AT_FDCWD, "file", 5, 6, AT_SYMLINK_FOLLOW);
  CALL(fchownat, AT_FDCWD, "file", 5, 6, -1);
  CALL(fchownat, AT_FDCWD, NULL, 5, 6, 0);
  CALL(fchownat, AT_FDCWD, no_access(), 5, 6, 0);
}
