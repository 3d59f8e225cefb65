#include "xattr.h"

int main(void) {
  make_attributes();
  int fd = MUST(open("file", O_RDONLY));
  char names[64];
  long size = CALL(flistxattr, fd, names, sizeof names);
  for (long at = 0; at < size; at += (long)strlen(names + at) + 1) SHOW_TEXT(names + at);
  CALL(flistxattr, fd, NULL, 0);
  CALL(flistxattr, fd, names, 0);
  CALL(flistxattr, fd, names, 5);
  CALL(flistxattr, fd, NULL, 64);
  CALL(flistxattr, fd, no_access(), 64);
  CALL(flistxattr, fd, names, 0x7fffffff);
  char* end = before_the_end(8);
  CALL(flistxattr, fd, end, 64);
  CALL(flistxattr, MUST(open("folder", O_RDONLY)), names, sizeof names);
  CALL(flistxattr, MUST(open("file", O_PATH)), names, sizeof names);
  CALL(flistxattr, -1, names, sizeof names);
  CALL(flistxattr, 999, names, sizeof names);
}
