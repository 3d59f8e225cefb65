#include "xattr.h"

int main(void) {
  make_attributes();
  int fd = MUST(open("file", O_RDONLY));
  CALL(fsetxattr, fd, "user.new", "value", 5, 0);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(fsetxattr, fd, "user.new", "other", 5, XATTR_CREATE);
  CALL(fsetxattr, fd, "user.new", "oth", 3, XATTR_REPLACE);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(fsetxattr, fd, "user.absent", "x", 1, XATTR_REPLACE);
  CALL(fsetxattr, fd, "user.nothing", NULL, 0, XATTR_CREATE);
  SHOW_ATTRIBUTE("file", "user.nothing");
  CALL(fsetxattr, fd, "user.x", NULL, 4, 0);
  CALL(fsetxattr, fd, "user.x", no_access(), 4, 0);
  CALL(fsetxattr, fd, "user.x", "v", 1, 4);
  CALL(fsetxattr, fd, "user.x", "v", 1, -1);
  CALL(fsetxattr, fd, "", "v", 1, 0);
  CALL(fsetxattr, fd, "nospace", "v", 1, 0);
  CALL(fsetxattr, fd, "strange.name", "v", 1, 0);
  CALL(fsetxattr, fd, long_name(256), "v", 1, 0);
  CALL(fsetxattr, fd, NULL, "v", 1, 0);
  CALL(fsetxattr, fd, no_access(), "v", 1, 0);
  CALL(fsetxattr, fd, "user.x", "v", 65537, 0);
  CALL(fsetxattr, fd, "trusted.x", "v", 1, 0);
  CALL(fsetxattr, fd, "security.x", "v", 1, 0);
  CALL(fsetxattr, MUST(open("folder", O_RDONLY)), "user.x", "v", 1, 0);
  CALL(fsetxattr, MUST(open("file", O_PATH)), "user.x", "v", 1, 0);
  CALL(fsetxattr, -1, "user.x", "v", 1, 0);
  CALL(fsetxattr, 999, "user.x", "v", 1, 0);
}
