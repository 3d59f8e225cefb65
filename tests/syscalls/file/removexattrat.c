#include "xattr.h"

int main(void) {
  make_attributes();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(removexattrat, AT_FDCWD, "file", 0, "user.colour");
  SHOW_ATTRIBUTE("file", "user.colour");
  CALL(removexattrat, AT_FDCWD, "file", 0, "user.colour");
  CALL(removexattrat, folder, ".", 0, "user.size");
  CALL(removexattrat, file, "", AT_EMPTY_PATH, "user.empty");
  CALL(removexattrat, AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, "user.x");
  CALL(removexattrat, AT_FDCWD, "link", 0, "user.x");
  CALL(removexattrat, AT_FDCWD, "file", 0x10000, "user.x");
  CALL(removexattrat, AT_FDCWD, "file", 0, NULL);
  CALL(removexattrat, AT_FDCWD, "file", 0, no_access());
  CALL(removexattrat, AT_FDCWD, NULL, 0, "user.x");
  CALL(removexattrat, AT_FDCWD, "absent", 0, "user.x");
  CALL(removexattrat, -1, "file", 0, "user.x");
}
