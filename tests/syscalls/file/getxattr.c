#include "xattr.h"

int main(void) {
  make_attributes();
  char value[16] = "##########";
  CALL(getxattr, "file", "user.colour", value, sizeof value);
  SHOW_BYTES(value, 6);
  CALL(getxattr, "file", "user.colour", NULL, 0);
  CALL(getxattr, "file", "user.colour", value, 0);
  CALL(getxattr, "file", "user.colour", value, 4);
  CALL(getxattr, "file", "user.colour", value, 0x7fffffff);
  CALL(getxattr, "file", "user.empty", value, sizeof value);
  CALL(getxattr, "file", "user.absent", value, sizeof value);
  CALL(getxattr, "file", "user.colour", NULL, 16);
  CALL(getxattr, "file", "user.colour", no_access(), 16);
  CALL(getxattr, "file", "user.colour", read_only(), 16);
  CALL(getxattr, "file", "", value, sizeof value);
  CALL(getxattr, "file", "nothing", value, sizeof value);
  CALL(getxattr, "file", long_name(256), value, sizeof value);
  CALL(getxattr, "file", NULL, value, sizeof value);
  CALL(getxattr, "file", no_access(), value, sizeof value);
  char *end = before_the_end(5);
  CALL(getxattr, "file", "user.colour", end, 100);
  CALL(getxattr, "file", "user.colour", end + 1, 100);
  char more[16];
  CALL(getxattr, "folder", "user.size", more, sizeof more);
  CALL(getxattr, "link", "user.size", more, sizeof more);
  CALL(getxattr, "dangling", "user.size", more, sizeof more);
  CALL(getxattr, "absent", "user.size", more, sizeof more);
  CALL(getxattr, "loop", "user.size", more, sizeof more);
  CALL(getxattr, "file/x", "user.size", more, sizeof more);
  CALL(getxattr, "", "user.size", more, sizeof more);
  CALL(getxattr, NULL, "user.size", more, sizeof more);
  CALL(getxattr, no_access(), "user.size", more, sizeof more);
  CALL(getxattr, long_name(256), "user.size", more, sizeof more);
}
