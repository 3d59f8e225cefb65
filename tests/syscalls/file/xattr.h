/* What the programs of the extended attributes share. */
#pragma once

#include <sys/xattr.h>

#include "paths.h"

/* Ends the program as skipped where the file system has no attributes. */
__attribute__((unused)) static void make_attributes(void) {
  make_files();
  if (setxattr("file", "user.colour", "green", 5, 0) != 0) {
    printf("the file system has no extended attributes\n");
    exit(77);
  }
  MUST(setxattr("file", "user.empty", "", 0, 0));
  MUST(setxattr("folder", "user.size", "large", 5, 0));
}

__attribute__((unused)) static void print_attribute(int line, const char* path, const char* name) {
  char value[64];
  ssize_t size = lgetxattr(path, name, value, sizeof value);
  if (size < 0)
    print_line(line, "%s %s: %s", path, name, error_name(errno));
  else
    print_bytes(line, name, value, (size_t)size);
}
#define SHOW_ATTRIBUTE(path, name) print_attribute(__LINE__, path, name)
