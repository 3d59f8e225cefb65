#include "attributes.h"

int main(void) {
  make_files();
  struct attributes attributes[2];
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(file_getattr, AT_FDCWD, "file", attributes, 24, 0);
  SHOW_ATTRIBUTES(attributes[0]);
  CALL(file_getattr, folder, "inner", attributes, 24, 0);
  CALL(file_getattr, file, "", attributes, 24, AT_EMPTY_PATH);
  CALL(file_getattr, AT_FDCWD, "link", attributes, 24, AT_SYMLINK_NOFOLLOW);
  CALL(file_getattr, AT_FDCWD, "file", attributes, 48, 0);
  CALL(file_getattr, AT_FDCWD, "file", attributes, 16, 0);
  CALL(file_getattr, AT_FDCWD, "file", attributes, 5000, 0);
  CALL(file_getattr, AT_FDCWD, "file", attributes, 24, 0x10000);
  CALL(file_getattr, AT_FDCWD, "file", NULL, 24, 0);
  CALL(file_getattr, AT_FDCWD, "file", no_access(), 24, 0);
  CALL(file_getattr, AT_FDCWD, NULL, attributes, 24, 0);
  CALL(file_getattr, AT_FDCWD, no_access(), attributes, 24, 0);
  CALL(file_getattr, AT_FDCWD, "absent", attributes, 24, 0);
  CALL(file_getattr, -1, "file", attributes, 24, 0);
  CALL(file_getattr, AT_FDCWD, "/proc/version", attributes, 24, 0);
}
