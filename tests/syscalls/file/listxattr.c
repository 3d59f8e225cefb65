#include "xattr.h"

int main(void) {
  make_attributes();
  char names[64];
  long size = CALL(listxattr, "file", names, sizeof names);
  for (long at = 0; at < size; at += (long)strlen(names + at) + 1) SHOW_TEXT(names + at);
  CALL(listxattr, "file", NULL, 0);
  CALL(listxattr, "file", names, 0);
  CALL(listxattr, "file", names, 5);
  CALL(listxattr, "file", NULL, 64);
  CALL(listxattr, "file", no_access(), 64);
  CALL(listxattr, "file", names, 0x7fffffff);
  char *end = before_the_end(8);
  CALL(listxattr, "file", end, 64);
  CALL(listxattr, "folder", names, sizeof names);
  CALL(listxattr, "link", names, sizeof names);
  CALL(listxattr, "dangling", names, sizeof names);
  CALL(listxattr, "absent", names, sizeof names);
  CALL(listxattr, "loop", names, sizeof names);
  CALL(listxattr, "file/x", names, sizeof names);
  CALL(listxattr, "", names, sizeof names);
  CALL(listxattr, NULL, names, sizeof names);
  CALL(listxattr, no_access(), names, sizeof names);
  CALL(listxattr, long_name(256), names, sizeof names);
}
