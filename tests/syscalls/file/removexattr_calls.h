/* removexattr and lremovexattr, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "xattr.h"

int main(void) {
  make_attributes();
  CALL_IT("file", "user.colour");
  SHOW_ATTRIBUTE("file", "user.colour");
  CALL_IT("file", "user.colour");
  CALL_IT("file", "user.empty");
  CALL_IT("file", "");
  CALL_IT("file", "nothing");
  CALL_IT("file", long_name(256));
  CALL_IT("file", NULL);
  CALL_IT("file", no_access());
  CALL_IT("folder", "user.size");
  CALL_IT("link", "user.size");
  CALL_IT("dangling", "user.size");
  CALL_IT("absent", "user.size");
  CALL_IT("loop", "user.size");
  CALL_IT("file/x", "user.size");
  CALL_IT("", "user.size");
  CALL_IT(NULL, "user.size");
  CALL_IT(no_access(), "user.size");
  CALL_IT(long_name(256), "user.size");
  CALL_IT("link", "trusted.x");
}
