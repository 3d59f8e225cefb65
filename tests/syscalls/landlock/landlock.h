/* What the programs of the landlock calls share. */
#pragma once

#include "check.h"

enum { EXECUTE = 1, WRITE_FILE = 2, READ_FILE = 4, READ_DIR = 8, MAKE_REG = 256 };

struct __attribute__((packed)) path_rule {
  unsigned long long access;
  int parent;
};

static void make_files(void) {
  mkdir("open", 0755);
  mkdir("closed", 0755);
  make_file("open/file", "readable");
  make_file("closed/file", "hidden");
}

__attribute__((unused)) static int new_ruleset(void) {
  unsigned long long handled = READ_FILE | WRITE_FILE | READ_DIR;
  int fd = (int)RAW(landlock_create_ruleset, &handled, 8, 0);
  if (fd < 0) {
    printf("the kernel has no landlock\n");
    exit(77);
  }
  return fd;
}
