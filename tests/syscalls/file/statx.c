#include "status.h"

struct kernel_statx {
  unsigned mask, blksize;
  unsigned long long attributes;
  unsigned nlink, uid, gid;
  unsigned short mode, spare0;
  unsigned long long ino, size, blocks, attributes_mask;
  struct {
    long long sec;
    unsigned nsec;
    int reserved;
  } atime, btime, ctime, mtime;
  unsigned rdev_major, rdev_minor, dev_major, dev_minor;
  unsigned long long mnt_id;
  unsigned rest[26];
};

static void print_statx(int line, const struct kernel_statx* status) {
  print_line(
      line,
      "mode %o, %u links, %u %u, %lld bytes, times %lld.%09u %lld.%09u, device %u %u, basic %d",
      status->mode,
      status->nlink,
      status->uid,
      status->gid,
      S_ISDIR(status->mode) ? -1LL : (long long)status->size,
      S_ISREG(status->mode) ? status->atime.sec : -1,
      S_ISREG(status->mode) ? status->atime.nsec : 0,
      status->mtime.sec,
      status->mtime.nsec,
      status->rdev_major,
      status->rdev_minor,
      (status->mask & 0x7ff) == 0x7ff);
}
#define SHOW_STATX(status) print_statx(__LINE__, &(status))

int main(int count, char** arguments) {
  make_files();
  struct kernel_statx status;
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  SHOW(sizeof status);
  CALL(statx, AT_FDCWD, "file", 0, 0x7ff, &status);
  SHOW_STATX(status);
  CHECK((status.mask & 0x800) == 0 || status.btime.sec > 1700000000);
  CALL(statx, AT_FDCWD, "link", AT_SYMLINK_NOFOLLOW, 0x7ff, &status);
  SHOW_STATX(status);
  CALL(statx, AT_FDCWD, "folder", 0, 0x7ff, &status);
  SHOW_STATX(status);
  CALL(statx, AT_FDCWD, "/dev/null", 0, 0x7ff, &status);
  SHOW_STATX(status);
  make_file("folder/inner", "abc");
  CALL(statx, folder, "inner", 0, 0xfff, &status);
  SHOW(status.size);
  CALL(statx, file, "", AT_EMPTY_PATH, 0x7ff, &status);
  SHOW_STATX(status);
  CALL(statx, file, NULL, AT_EMPTY_PATH, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "file", 0, 0, &status);
  CALL(statx, AT_FDCWD, "file", 0, 0x80000000, &status);
  CALL(statx, AT_FDCWD, "file", 0x2000, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "file", 0x4000, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "file", 0x6000, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "file", 0x10000, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "absent", 0, 0x7ff, &status);
  CALL(statx, -1, "file", 0, 0x7ff, &status);
  CALL(statx, file, "below", 0, 0x7ff, &status);
  CALL(statx, AT_FDCWD, "file", 0, 0x7ff, NULL);
  CALL(statx, AT_FDCWD, "file", 0, 0x7ff, no_access());
  CALL(statx, AT_FDCWD, NULL, 0, 0x7ff, &status);
  CALL(statx, AT_FDCWD, no_access(), 0, 0x7ff, &status);
  struct kernel_statx* end = before_the_end(256);
  CALL(statx, AT_FDCWD, "file", 0, 0x7ff, end);
  CALL(statx, AT_FDCWD, "file", 0, 0x7ff, (char*)end + 4);
  struct stat own;
  MUST(stat(arguments[0], &own));
  CALL(statx, AT_FDCWD, "/proc/self/exe", 0, 0x7ff, &status);
  CHECK(status.ino == own.st_ino);
}
