#include "xattr.h"

int main(void) {
  make_attributes();
  char value[16] = "##########";
  CALL(lgetxattr, "file", "user.colour", value, sizeof value);
  SHOW_BYTES(value, 6);
  CALL(lgetxattr, "file", "user.colour", NULL, 0);
  CALL(lgetxattr, "file", "user.colour", value, 0);
  CALL(lgetxattr, "file", "user.colour", value, 4);
  CALL(lgetxattr, "file", "user.colour", value, 0x7fffffff);
  CALL(lgetxattr, "file", "user.empty", value, sizeof value);
  CALL(lgetxattr, "file", "user.absent", value, sizeof value);
  CALL(lgetxattr, "file", "user.colour", NULL, 16);
  CALL(lgetxattr, "file", "user.colour", no_access(), 16);
  CALL(lgetxattr, "file", "user.colour", read_only(), 16);
  CALL(lgetxattr, "file", "", value, sizeof value);
  CALL(lgetxattr, "file", "nothing", value, sizeof value);
  CALL(lgetxattr, "file", long_name(256), value, sizeof value);
  CALL(lgetxattr, "file", NULL, value, sizeof value);
  CALL(lgetxattr, "file", no_access(), value, sizeof value);
  char *end = before_the_end(5);
  CALL(lgetxattr, "file", "user.colour", end, 100);
  CALL(lgetxattr, "file", "user.colour", end + 1, 100);
  char more[16];
  CALL(lgetxattr, "folder", "user.size", more, sizeof more);
  CALL(lgetxattr, "link", "user.size", more, sizeof more);
  CALL(lgetxattr, "dangling", "user.size", more, sizeof more);
  CALL(lgetxattr, "absent", "user.size", more, sizeof more);
  CALL(lgetxattr, "loop", "user.size", more, sizeof more);
  CALL(lgetxattr, "file/x", "user.size", more, sizeof more);
  CALL(lgetxattr, "", "user.size", more, sizeof more);
  CALL(lgetxattr, NULL, "user.size", more, sizeof more);
  CALL(lgetxattr, no_access(), "user.size", more, sizeof more);
  CALL(lgetxattr, long_name(256), "user.size", more, sizeof more);
}
