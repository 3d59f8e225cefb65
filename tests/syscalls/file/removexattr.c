#include "xattr.h"

int main(void) {
  make_attributes();
  CALL(removexattr, "file", "user.colour");
  SHOW_ATTRIBUTE("file", "user.colour");
  CALL(removexattr, "file", "user.colour");
  CALL(removexattr, "file", "user.empty");
  CALL(removexattr, "file", "");
  CALL(removexattr, "file", "nothing");
  CALL(removexattr, "file", long_name(256));
  CALL(removexattr, "file", NULL);
  CALL(removexattr, "file", no_access());
  CALL(removexattr, "folder", "user.size");
  CALL(removexattr, "link", "user.size");
  CALL(removexattr, "dangling", "user.size");
  CALL(removexattr, "absent", "user.size");
  CALL(removexattr, "loop", "user.size");
  CALL(removexattr, "file/x", "user.size");
  CALL(removexattr, "", "user.size");
  CALL(removexattr, NULL, "user.size");
  CALL(removexattr, no_access(), "user.size");
  CALL(removexattr, long_name(256), "user.size");
  CALL(removexattr, "link", "trusted.x");
}
