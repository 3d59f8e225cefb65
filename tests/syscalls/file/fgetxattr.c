#include "xattr.h"

int main(void) {
  make_attributes();
  int fd = MUST(open("file", O_RDONLY));
  char value[16] = "##########";
  CALL(fgetxattr, fd, "user.colour", value, sizeof value);
  SHOW_BYTES(value, 6);
  CALL(fgetxattr, fd, "user.colour", NULL, 0);
  CALL(fgetxattr, fd, "user.colour", value, 0);
  CALL(fgetxattr, fd, "user.colour", value, 4);
  CALL(fgetxattr, fd, "user.colour", value, 0x7fffffff);
  CALL(fgetxattr, fd, "user.empty", value, sizeof value);
  CALL(fgetxattr, fd, "user.absent", value, sizeof value);
  CALL(fgetxattr, fd, "user.colour", NULL, 16);
  CALL(fgetxattr, fd, "user.colour", no_access(), 16);
  CALL(fgetxattr, fd, "user.colour", read_only(), 16);
  CALL(fgetxattr, fd, "", value, sizeof value);
  CALL(fgetxattr, fd, "nothing", value, sizeof value);
  CALL(fgetxattr, fd, long_name(256), value, sizeof value);
  CALL(fgetxattr, fd, NULL, value, sizeof value);
  CALL(fgetxattr, fd, no_access(), value, sizeof value);
  char* end = before_the_end(5);
  CALL(fgetxattr, fd, "user.colour", end, 100);
  CALL(fgetxattr, fd, "user.colour", end + 1, 100);
  char more[16];
  CALL(fgetxattr, MUST(open("folder", O_RDONLY)), "user.size", more, sizeof more);
  CALL(fgetxattr, MUST(open("file", O_PATH)), "user.size", more, sizeof more);
  CALL(fgetxattr, -1, "user.size", more, sizeof more);
  CALL(fgetxattr, 999, "user.size", more, sizeof more);
}
