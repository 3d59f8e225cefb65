#include "paths.h"

int main(void) {
  make_files();
  CALL(mknodat, AT_FDCWD, "fifo", S_IFIFO | 0666, 0);
  SHOW_OCTAL(mode_of("fifo"));
  CALL(mknodat, AT_FDCWD, "plain", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, "typeless", 0640, 0);
  SHOW_OCTAL(mode_of("typeless"));
  CALL(mknodat, AT_FDCWD, "socket", S_IFSOCK | 0600, 0);
  SHOW_OCTAL(mode_of("socket"));
  CALL(mknodat, AT_FDCWD, "null", S_IFCHR | 0600, 0x103);
  struct stat status;
  SHOW(lstat("null", &status) == 0 ? status.st_rdev : 0);
  SHOW(open("null", O_RDWR) >= 0 ? 0 : errno);
  CALL(mknodat, AT_FDCWD, "large", S_IFCHR | 0600, 0x12345678);
  SHOW_HEX(lstat("large", &status) == 0 ? status.st_rdev : 0);
  CALL(mknodat, AT_FDCWD, "block", S_IFBLK | 0600, 0xfff00);
  CALL(mknodat, AT_FDCWD, "folder-2", S_IFDIR | 0700, 0);
  CALL(mknodat, AT_FDCWD, "link-2", S_IFLNK | 0700, 0);
  CALL(mknodat, AT_FDCWD, "strange", 0170000 | 0700, 0);
  CALL(mknodat, AT_FDCWD, "file", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, "dangling", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, "absent/x", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, "file/x", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, "", S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, NULL, S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, no_access(), S_IFREG | 0600, 0);
  CALL(mknodat, AT_FDCWD, long_name(256), S_IFREG | 0600, 0);
  int folder = MUST(open("folder", O_RDONLY)), file = MUST(open("file", O_RDONLY));
  CALL(mknodat, folder, "pipe", S_IFIFO | 0600, 0);
  SHOW_OCTAL(mode_of("folder/pipe"));
  CALL(mknodat, file, "x", S_IFIFO | 0600, 0);
  CALL(mknodat, -1, "x", S_IFIFO | 0600, 0);
}
