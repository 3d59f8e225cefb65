#include "xattr.h"

int main(void) {
  make_attributes();
  CALL(lremovexattr, "file", "user.colour");
  SHOW_ATTRIBUTE("file", "user.colour");
  CALL(lremovexattr, "file", "user.colour");
  CALL(lremovexattr, "file", "user.empty");
  CALL(lremovexattr, "file", "");
  CALL(lremovexattr, "file", "nothing");
  CALL(lremovexattr, "file", long_name(256));
  CALL(lremovexattr, "file", NULL);
  CALL(lremovexattr, "file", no_access());
  CALL(lremovexattr, "folder", "user.size");
  CALL(lremovexattr, "link", "user.size");
  CALL(lremovexattr, "dangling", "user.size");
  CALL(lremovexattr, "absent", "user.size");
  CALL(lremovexattr, "loop", "user.size");
  CALL(lremovexattr, "file/x", "user.size");
  CALL(lremovexattr, "", "user.size");
  CALL(lremovexattr, NULL, "user.size");
  CALL(lremovexattr, no_access(), "user.size");
  CALL(lremovexattr, long_name(256), "user.size");
  CALL(lremovexattr, "link", "trusted.x");
}
