/* What the programs of stat and its relatives share: what of a file does not differ between two
 * runs. Looking a link up may change its time of access. */
#pragma once

#include "check.h"

__attribute__((unused)) static void print_status(int line, const struct stat* status) {
  print_line(line,
             "mode %o, %d links, %d %d, %lld bytes, blocks of %lld, device %d, times %lld.%09ld "
             "%lld.%09ld",
             status->st_mode,
             (int)status->st_nlink,
             (int)status->st_uid,
             (int)status->st_gid,
             S_ISDIR(status->st_mode) ? -1LL : (long long)status->st_size,
             (long long)status->st_blksize,
             (int)status->st_rdev,
             S_ISLNK(status->st_mode) ? -1LL : (long long)status->st_atim.tv_sec,
             S_ISLNK(status->st_mode) ? -1L : (long)status->st_atim.tv_nsec,
             (long long)status->st_mtim.tv_sec,
             (long)status->st_mtim.tv_nsec);
}
#define SHOW_STATUS(status) print_status(__LINE__, &(status))

/* Files whose times are known: `file` of 5 bytes, `link` to it, `folder`, `fifo`. */
__attribute__((unused)) static void make_files(void) {
  umask(022);
  make_file("file", "12345");
  symlink("file", "link");
  symlink("nowhere", "dangling");
  mkdir("folder", 0751);
  mkfifo("fifo", 0604);
  struct timespec times[2] = {{1000000000, 123456789}, {1111111111, 5}};
  MUST(utimensat(AT_FDCWD, "file", times, 0));
  MUST(utimensat(AT_FDCWD, "folder", times, 0));
  MUST(utimensat(AT_FDCWD, "fifo", times, 0));
  MUST(utimensat(AT_FDCWD, "link", times, AT_SYMLINK_NOFOLLOW));
  MUST(utimensat(AT_FDCWD, "dangling", times, AT_SYMLINK_NOFOLLOW));
}
