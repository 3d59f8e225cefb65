#include "xattr.h"

int main(void) {
  make_attributes();
  char names[64];
  long size = CALL(llistxattr, "file", names, sizeof names);
  for (long at = 0; at < size; at += (long)strlen(names + at) + 1) SHOW_TEXT(names + at);
  CALL(llistxattr, "file", NULL, 0);
  CALL(llistxattr, "file", names, 0);
  CALL(llistxattr, "file", names, 5);
  CALL(llistxattr, "file", NULL, 64);
  CALL(llistxattr, "file", no_access(), 64);
  CALL(llistxattr, "file", names, 0x7fffffff);
  char *end = before_the_end(8);
  CALL(llistxattr, "file", end, 64);
  CALL(llistxattr, "folder", names, sizeof names);
  CALL(llistxattr, "link", names, sizeof names);
  CALL(llistxattr, "dangling", names, sizeof names);
  CALL(llistxattr, "absent", names, sizeof names);
  CALL(llistxattr, "loop", names, sizeof names);
  CALL(llistxattr, "file/x", names, sizeof names);
  CALL(llistxattr, "", names, sizeof names);
  CALL(llistxattr, NULL, names, sizeof names);
  CALL(llistxattr, no_access(), names, sizeof names);
  CALL(llistxattr, long_name(256), names, sizeof names);
}
