#include "xattr.h"

int main(void) {
  make_attributes();
  CALL(setxattr, "file", "user.new", "value", 5, 0);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(setxattr, "file", "user.new", "other", 5, XATTR_CREATE);
  CALL(setxattr, "file", "user.new", "oth", 3, XATTR_REPLACE);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL(setxattr, "file", "user.absent", "x", 1, XATTR_REPLACE);
  CALL(setxattr, "file", "user.nothing", NULL, 0, XATTR_CREATE);
  SHOW_ATTRIBUTE("file", "user.nothing");
  CALL(setxattr, "file", "user.x", NULL, 4, 0);
  CALL(setxattr, "file", "user.x", no_access(), 4, 0);
  CALL(setxattr, "file", "user.x", "v", 1, 4);
  CALL(setxattr, "file", "user.x", "v", 1, -1);
  CALL(setxattr, "file", "", "v", 1, 0);
  CALL(setxattr, "file", "nospace", "v", 1, 0);
  CALL(setxattr, "file", "strange.name", "v", 1, 0);
  CALL(setxattr, "file", long_name(256), "v", 1, 0);
  CALL(setxattr, "file", NULL, "v", 1, 0);
  CALL(setxattr, "file", no_access(), "v", 1, 0);
  CALL(setxattr, "file", "user.x", "v", 65537, 0);
  CALL(setxattr, "file", "trusted.x", "v", 1, 0);
  CALL(setxattr, "file", "security.x", "v", 1, 0);
  CALL(setxattr, "folder", "user.x", "v", 1, 0);
  CALL(setxattr, "link", "user.x", "v", 1, 0);
  CALL(setxattr, "dangling", "user.x", "v", 1, 0);
  CALL(setxattr, "absent", "user.x", "v", 1, 0);
  CALL(setxattr, "loop", "user.x", "v", 1, 0);
  CALL(setxattr, "file/x", "user.x", "v", 1, 0);
  CALL(setxattr, "", "user.x", "v", 1, 0);
  CALL(setxattr, NULL, "user.x", "v", 1, 0);
  CALL(setxattr, no_access(), "user.x", "v", 1, 0);
  CALL(setxattr, long_name(256), "user.x", "v", 1, 0);
  CALL(setxattr, "link", "trusted.x", "v", 1, 0);
}
