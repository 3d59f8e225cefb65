/* getxattr and lgetxattr, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "xattr.h"

int main(void) {
  make_attributes();
  char value[16] = "##########";
  CALL_IT("file", "user.colour", value, sizeof value);
  SHOW_BYTES(value, 6);
  CALL_IT("file", "user.colour", NULL, 0);
  CALL_IT("file", "user.colour", value, 0);
  CALL_IT("file", "user.colour", value, 4);
  CALL_IT("file", "user.colour", value, 0x7fffffff);
  CALL_IT("file", "user.empty", value, sizeof value);
  CALL_IT("file", "user.absent", value, sizeof value);
  CALL_IT("file", "user.colour", NULL, 16);
  CALL_IT("file", "user.colour", no_access(), 16);
  CALL_IT("file", "user.colour", read_only(), 16);
  CALL_IT("file", "", value, sizeof value);
  CALL_IT("file", "nothing", value, sizeof value);
  CALL_IT("file", long_name(256), value, sizeof value);
  CALL_IT("file", NULL, value, sizeof value);
  CALL_IT("file", no_access(), value, sizeof value);
  char* end = before_the_end(5);
  CALL_IT("file", "user.colour", end, 100);
  CALL_IT("file", "user.colour", end + 1, 100);
  char more[16];
  CALL_IT("folder", "user.size", more, sizeof more);
  CALL_IT("link", "user.size", more, sizeof more);
  CALL_IT("dangling", "user.size", more, sizeof more);
  CALL_IT("absent", "user.size", more, sizeof more);
  CALL_IT("loop", "user.size", more, sizeof more);
  CALL_IT("file/x", "user.size", more, sizeof more);
  CALL_IT("", "user.size", more, sizeof more);
  CALL_IT(NULL, "user.size", more, sizeof more);
  CALL_IT(no_access(), "user.size", more, sizeof more);
  CALL_IT(long_name(256), "user.size", more, sizeof more);
}
