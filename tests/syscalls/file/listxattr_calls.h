/* listxattr and llistxattr, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "xattr.h"

int main(void) {
  make_attributes();
  char names[64];
  long size = CALL_IT("file", names, sizeof names);
  for (long at = 0; at < size; at += (long)strlen(names + at) + 1) SHOW_TEXT(names + at);
  CALL_IT("file", NULL, 0);
  CALL_IT("file", names, 0);
  CALL_IT("file", names, 5);
  CALL_IT("file", NULL, 64);
  CALL_IT("file", no_access(), 64);
  CALL_IT("file", names, 0x7fffffff);
  char* end = before_the_end(8);
  CALL_IT("file", end, 64);
  CALL_IT("folder", names, sizeof names);
  CALL_IT("link", names, sizeof names);
  CALL_IT("dangling", names, sizeof names);
  CALL_IT("absent", names, sizeof names);
  CALL_IT("loop", names, sizeof names);
  CALL_IT("file/x", names, sizeof names);
  CALL_IT("", names, sizeof names);
  CALL_IT(NULL, names, sizeof names);
  CALL_IT(no_access(), names, sizeof names);
  CALL_IT(long_name(256), names, sizeof names);
}
