#include "xattr.h"

int main(void) {
  make_attributes();
  CALL(lsetxattr, "file", "user.new", "value", 5, 0);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(lsetxattr, "file", "user.new", "other", 5, XATTR_CREATE);
  CALL(lsetxattr, "file", "user.new", "oth", 3, XATTR_REPLACE);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(lsetxattr, "file", "user.absent", "x", 1, XATTR_REPLACE);
  CALL(lsetxattr, "file", "user.nothing", NULL, 0, XATTR_CREATE);
  SHOW_ATTRIBUTE("file", "user.nothing");
  CALL(lsetxattr, "file", "user.x", NULL, 4, 0);
  CALL(lsetxattr, "file", "user.x", no_access(), 4, 0);
  CALL(lsetxattr, "file", "user.x", "v", 1, 4);
  CALL(lsetxattr, "file", "user.x", "v", 1, -1);
  CALL(lsetxattr, "file", "", "v", 1, 0);
  CALL(lsetxattr, "file", "nospace", "v", 1, 0);
  CALL(lsetxattr, "file", "strange.name", "v", 1, 0);
  CALL(lsetxattr, "file", long_name(256), "v", 1, 0);
  CALL(lsetxattr, "file", NULL, "v", 1, 0);
  CALL(lsetxattr, "file", no_access(), "v", 1, 0);
  CALL(lsetxattr, "file", "user.x", "v", 65537, 0);
  CALL(lsetxattr, "file", "trusted.x", "v", 1, 0);
  CALL(lsetxattr, "file", "security.x", "v", 1, 0);
  CALL(lsetxattr, "folder", "user.x", "v", 1, 0);
  CALL(lsetxattr, "link", "user.x", "v", 1, 0);
  CALL(lsetxattr, "dangling", "user.x", "v", 1, 0);
  CALL(lsetxattr, "absent", "user.x", "v", 1, 0);
  CALL(lsetxattr, "loop", "user.x", "v", 1, 0);
  CALL(lsetxattr, "file/x", "user.x", "v", 1, 0);
  CALL(lsetxattr, "", "user.x", "v", 1, 0);
  CALL(lsetxattr, NULL, "user.x", "v", 1, 0);
  CALL(lsetxattr, no_access(), "user.x", "v", 1, 0);
  CALL(lsetxattr, long_name(256), "user.x", "v", 1, 0);
  CALL(lsetxattr, "link", "trusted.x", "v", 1, 0);
}
