#include "xattr.h"

struct arguments {
  unsigned long long value;
  unsigned size, flags;
};
static struct arguments* value(const void* bytes, unsigned size, unsigned flags) {
  static struct arguments arguments;
  arguments = (struct arguments){(size_t)bytes, size, flags};
  return &arguments;
}

int main(void) {
  make_attributes();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.new", value("value", 5, 0), 16);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.new", value("value", 5, XATTR_CREATE), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value("value", 5, XATTR_REPLACE), 16);
  CALL(setxattrat, folder, "inner", 0, "user.x", value("val", 3, 0), 16);
  SHOW_ATTRIBUTE("folder/inner", "user.x");
  CALL(setxattrat, file, "", AT_EMPTY_PATH, "user.x", value("by fd", 5, 0), 16);
  SHOW_ATTRIBUTE("file", "user.x");
  CALL(setxattrat, AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, "user.x", value("v", 1, 0), 16);
  CALL(setxattrat, AT_FDCWD, "link", 0, "user.x", value("through", 7, 0), 16);
  SHOW_ATTRIBUTE("file", "user.x");
  CALL(setxattrat, AT_FDCWD, "file", 0x10000, "user.x", value("v", 1, 0), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value("v", 1, 8), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value("v", 1, 0), 8);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value("v", 1, 0), 5000);
  struct arguments longer[2] = {{(size_t)"v", 1, 0}, {0}};
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", longer, 32);
  longer[1].size = 1;
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", longer, 32);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", NULL, 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", no_access(), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value(NULL, 4, 0), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, "user.x", value(no_access(), 4, 0), 16);
  CALL(setxattrat, AT_FDCWD, "file", 0, NULL, value("v", 1, 0), 16);
  CALL(setxattrat, AT_FDCWD, NULL, 0, "user.x", value("v", 1, 0), 16);
  CALL(setxattrat, -1, "file", 0, "user.x", value("v", 1, 0), 16);
  CALL(setxattrat, AT_FDCWD, "absent", 0, "user.x", value("v", 1, 0), 16);
}
