#include "paths.h"

int main(void) {
  make_files();
  CALL(mknod, "fifo", S_IFIFO | 0666, 0);
  SHOW_OCTAL(mode_of("fifo"));
  CALL(mknod, "plain", S_IFREG | 0600, 0);
  CALL(mknod, "typeless", 0640, 0);
  SHOW_OCTAL(mode_of("typeless"));
  CALL(mknod, "socket", S_IFSOCK | 0600, 0);
  SHOW_OCTAL(mode_of("socket"));
  CALL(mknod, "null", S_IFCHR | 0600, 0x103);
  struct stat status;
  SHOW(lstat("null", &status) == 0 ? status.st_rdev : 0);
  SHOW(open("null", O_RDWR) >= 0 ? 0 : errno);
  CALL(mknod, "large", S_IFCHR | 0600, 0x12345678);
  SHOW_HEX(lstat("large", &status) == 0 ? status.st_rdev : 0);
  CALL(mknod, "block", S_IFBLK | 0600, 0xfff00);
  CALL(mknod, "folder-2", S_IFDIR | 0700, 0);
  CALL(mknod, "link-2", S_IFLNK | 0700, 0);
  CALL(mknod, "strange", 0170000 | 0700, 0);
  CALL(mknod, "file", S_IFREG | 0600, 0);
  CALL(mknod, "dangling", S_IFREG | 0600, 0);
  CALL(mknod, "absent/x", S_IFREG | 0600, 0);
  CALL(mknod, "file/x", S_IFREG | 0600, 0);
  CALL(mknod, "", S_IFREG | 0600, 0);
  CALL(mknod, NULL, S_IFREG | 0600, 0);
  CALL(mknod, no_access(), S_IFREG | 0600, 0);
  CALL(mknod, long_name(256), S_IFREG | 0600, 0);
}
