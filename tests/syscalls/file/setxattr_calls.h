/* setxattr and lsetxattr, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "xattr.h"

int main(void) {
  make_attributes();
  CALL_IT("file", "user.new", "value", 5, 0);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL_IT("file", "user.new", "other", 5, XATTR_CREATE);
  CALL_IT("file", "user.new", "oth", 3, XATTR_REPLACE);
  SHOW_ATTRIBUTE("file", "user.new");
  CALL_IT("file", "user.absent", "x", 1, XATTR_REPLACE);
  CALL_IT("file", "user.nothing", NULL, 0, XATTR_CREATE);
  SHOW_ATTRIBUTE("file", "user.nothing");
  CALL_IT("file", "user.x", NULL, 4, 0);
  CALL_IT("file", "user.x", no_access(), 4, 0);
  CALL_IT("file", "user.x", "v", 1, 4);
  CALL_IT("file", "user.x", "v", 1, -1);
  CALL_IT("file", "", "v", 1, 0);
  CALL_IT("file", "nospace", "v", 1, 0);
  CALL_IT("file", "strange.name", "v", 1, 0);
  CALL_IT("file", long_name(256), "v", 1, 0);
  CALL_IT("file", NULL, "v", 1, 0);
  CALL_IT("file", no_access(), "v", 1, 0);
  CALL_IT("file", "user.x", "v", 65537, 0);
  CALL_IT("file", "trusted.x", "v", 1, 0);
  CALL_IT("file", "security.x", "v", 1, 0);
  CALL_IT("folder", "user.x", "v", 1, 0);
  CALL_IT("link", "user.x", "v", 1, 0);
  CALL_IT("dangling", "user.x", "v", 1, 0);
  CALL_IT("absent", "user.x", "v", 1, 0);
  CALL_IT("loop", "user.x", "v", 1, 0);
  CALL_IT("file/x", "user.x", "v", 1, 0);
  CALL_IT("", "user.x", "v", 1, 0);
  CALL_IT(NULL, "user.x", "v", 1, 0);
  CALL_IT(no_access(), "user.x", "v", 1, 0);
  CALL_IT(long_name(256), "user.x", "v", 1, 0);
  CALL_IT("link", "trusted.x", "v", 1, 0);
}
