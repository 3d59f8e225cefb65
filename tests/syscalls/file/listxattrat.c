#include "xattr.h"

int main(void) {
  make_attributes();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  char names[64];
  long size = CALL(listxattrat, AT_FDCWD, "file", 0, names, sizeof names);
  for (long at = 0; at < size; at += (long)strlen(names + at) + 1) SHOW_TEXT(names + at);
  CALL(listxattrat, folder, ".", 0, names, sizeof names);
  CALL(listxattrat, file, "", AT_EMPTY_PATH, names, sizeof names);
  CALL(listxattrat, AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, names, sizeof names);
  CALL(listxattrat, AT_FDCWD, "link", 0, NULL, 0);
  CALL(listxattrat, AT_FDCWD, "file", 0, names, 4);
  CALL(listxattrat, AT_FDCWD, "file", 0, no_access(), 64);
  CALL(listxattrat, AT_FDCWD, "file", 0x10000, names, sizeof names);
  CALL(listxattrat, AT_FDCWD, "absent", 0, names, sizeof names);
  CALL(listxattrat, AT_FDCWD, NULL, 0, names, sizeof names);
  CALL(listxattrat, AT_FDCWD, no_access(), 0, names, sizeof names);
  CALL(listxattrat, -1, "file", 0, names, sizeof names);
}
