/* What the programs of calls on paths share. */
#pragma once

#include "check.h"

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE 2
#define RENAME_WHITEOUT 4
#endif

/* `file`, `other`, `folder` with `inner` and `below/`, `empty`, links to file, folder, nowhere and
 * itself. */
__attribute__((unused)) static void make_files(void) {
  umask(022);
  make_file("file", "content");
  make_file("other", "different");
  mkdir("folder", 0755);
  make_file("folder/inner", "inside");
  mkdir("folder/below", 0755);
  mkdir("empty", 0755);
  symlink("file", "link");
  symlink("folder", "folder-link");
  symlink("nowhere", "dangling");
  symlink("loop", "loop");
}

/* A name of `length` letters. */
__attribute__((unused)) static const char* long_name(size_t length) {
  static char name[5000];
  memset(name, 'n', length);
  name[length] = 0;
  return name;
}
