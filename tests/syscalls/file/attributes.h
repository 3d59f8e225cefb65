/* What the programs of file_getattr and file_setattr share. */
#pragma once

#include "paths.h"

struct attributes {
  unsigned long long flags;
  unsigned extent_size, extents, project, cow_extent_size;
};
__attribute__((unused)) static void print_attributes(int line,
                                                     const struct attributes* attributes) {
  print_line(line,
             "flags %#llx, %u, project %u, %u",
             attributes->flags,
             attributes->extent_size,
             attributes->project,
             attributes->cow_extent_size);
}
#define SHOW_ATTRIBUTES(attributes) print_attributes(__LINE__, &(attributes))
