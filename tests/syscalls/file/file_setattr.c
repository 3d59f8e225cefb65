#include "attributes.h"

int main(void) {
  make_files();
  struct attributes attributes[2] = {{0}, {0}};
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  enum { NODUMP = 0x80, APPEND = 0x10 };
  attributes[0].flags = NODUMP;
  CALL(file_setattr, AT_FDCWD, "file", attributes, 24, 0);
  RAW(file_getattr, AT_FDCWD, "file", attributes, 24, 0);
  SHOW_ATTRIBUTES(attributes[0]);
  attributes[0] = (struct attributes){0};
  CALL(file_setattr, AT_FDCWD, "file", attributes, 24, 0);
  CALL(file_setattr, folder, "inner", attributes, 24, 0);
  CALL(file_setattr, file, "", attributes, 24, AT_EMPTY_PATH);
  CALL(file_setattr, AT_FDCWD, "link", attributes, 24, AT_SYMLINK_NOFOLLOW);
  CALL(file_setattr, AT_FDCWD, "file", attributes, 48, 0);
  attributes[1].flags = 1;
  CALL(file_setattr, AT_FDCWD, "file", attributes, 48, 0);
  CALL(file_setattr, AT_FDCWD, "file", attributes, 16, 0);
  CALL(file_setattr, AT_FDCWD, "file", attributes, 5000, 0);
  CALL(file_setattr, AT_FDCWD, "file", attributes, 24, 0x10000);
  CALL(file_setattr, AT_FDCWD, "file", NULL, 24, 0);
  CALL(file_setattr, AT_FDCWD, "file", no_access(), 24, 0);
  CALL(file_setattr, AT_FDCWD, NULL, attributes, 24, 0);
  CALL(file_setattr, AT_FDCWD, "absent", attributes, 24, 0);
  CALL(file_setattr, -1, "file", attributes, 24, 0);
  CALL(file_setattr, AT_FDCWD, "/proc/version", attributes, 24, 0);
}
