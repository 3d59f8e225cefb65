/* What the programs of chown and its relatives share. */
#pragma once

#include "paths.h"

__attribute__((unused)) static void print_owner(int line, const char* name) {
  struct stat status;
  MUST(lstat(name, &status));
  print_line(line,
             "%s belongs to %d %d, mode %o",
             name,
             (int)status.st_uid,
             (int)status.st_gid,
             status.st_mode);
}
#define SHOW_OWNER(name) print_owner(__LINE__, name)
