#include "xattr.h"

struct arguments {
  unsigned long long value;
  unsigned size, flags;
};

int main(void) {
  make_attributes();
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  char bytes[16] = "############";
  struct arguments value = {(size_t)bytes, 16, 0};
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  SHOW_BYTES(bytes, 6);
  CALL(getxattrat, folder, ".", 0, "user.size", &value, 16);
  CALL(getxattrat, file, "", AT_EMPTY_PATH, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "link", 0, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "file", 0x10000, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 8);
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 5000);
  value.flags = 1;
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  value = (struct arguments){(size_t)bytes, 3, 0};
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  value = (struct arguments){0, 0, 0};
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  value = (struct arguments){(size_t)no_access(), 16, 0};
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  value = (struct arguments){(size_t)before_the_end(4), 16, 0};
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", NULL, 16);
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.colour", no_access(), 16);
  CALL(getxattrat, AT_FDCWD, "file", 0, NULL, &value, 16);
  CALL(getxattrat, AT_FDCWD, "file", 0, "user.absent", &value, 16);
  CALL(getxattrat, -1, "file", 0, "user.colour", &value, 16);
  CALL(getxattrat, AT_FDCWD, "absent", 0, "user.colour", &value, 16);
}
