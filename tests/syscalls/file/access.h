/* What the programs of access and its relatives share: files of several modes. */
#pragma once

#include "check.h"

__attribute__((unused)) static void make_files(void) {
  umask(0);
  make_file("file", "x");
  MUST(chmod("file", 0640));
  make_file("program", "x");
  MUST(chmod("program", 0755));
  make_file("closed", "x");
  MUST(chmod("closed", 0));
  MUST(mkdir("folder", 0711));
  make_file("folder/inner", "x");
  MUST(mkdir("shut", 0700));
  make_file("shut/inner", "x");
  symlink("file", "link");
  symlink("nowhere", "dangling");
  symlink("loop", "loop");
}
