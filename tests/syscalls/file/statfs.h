/* What the programs of statfs and fstatfs share: what of a file system does not change while
 * programs run. */
#pragma once

#include <sys/vfs.h>

#include "paths.h"

__attribute__((unused)) static void print_statfs(int line, const struct statfs* status) {
  print_line(line,
             "type %#llx, blocks of %lld %lld, names of %lld, flags %#llx, total %llu %llu, id %s",
             (unsigned long long)status->f_type,
             (long long)status->f_bsize,
             (long long)status->f_frsize,
             (long long)status->f_namelen,
             (unsigned long long)status->f_flags,
             (unsigned long long)status->f_blocks,
             status->f_type == 0x9fa0 ? 0 : (unsigned long long)status->f_files,
             memcmp(&status->f_fsid, "\0\0\0\0\0\0\0\0", 8) == 0 ? "none" : "given");
}
#define SHOW_STATFS(status) print_statfs(__LINE__, &(status))
