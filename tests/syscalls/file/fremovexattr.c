#include "xattr.h"

int main(void) {
  make_attributes();
  int fd = MUST(open("file", O_RDONLY));
  CALL(fremovexattr, fd, "user.colour");
  SHOW_ATTRIBUTE("file", "user.colour");
  CALL(fremovexattr, fd, "user.colour");
  CALL(fremovexattr, fd, "user.empty");
  CALL(fremovexattr, fd, "");
  CALL(fremovexattr, fd, "nothing");
  CALL(fremovexattr, fd, long_name(256));
  CALL(fremovexattr, fd, NULL);
  CALL(fremovexattr, fd, no_access());
  CALL(fremovexattr, MUST(open("folder", O_RDONLY)), "user.size");
  CALL(fremovexattr, MUST(open("file", O_PATH)), "user.size");
  CALL(fremovexattr, -1, "user.size");
  CALL(fremovexattr, 999, "user.size");
}
