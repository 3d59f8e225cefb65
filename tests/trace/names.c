// trace: mkdir,rmdir,rename,link,symlink,readlink,unlink,chmod,fchmod,chown,fchown,lchown,umask,mknod,chdir,getcwd,getdents64,openat,mkdirat,unlinkat,renameat,linkat,symlinkat,readlinkat,fchmodat,fchownat,utimensat,faccessat
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char bytes[4096];
  umask(027);
  umask(022);
  mkdir("folder", 0755);
  mkdir("folder", 01700);
  int file = openat(AT_FDCWD, "folder/a", O_CREAT | O_WRONLY, 0600);
  int folder = openat(AT_FDCWD, "folder", O_RDONLY | O_DIRECTORY);
  rename("folder/a", "folder/b");
  link("folder/b", "folder/c");
  symlink("folder/b", "d");
  readlink("d", bytes, 5);
  readlink("folder/b", bytes, sizeof bytes);
  chmod("folder/c", 04711);
  fchmod(file, 0);
  chown("d", getuid(), -1);
  lchown("d", -1, getgid());
  fchown(file, -1, -1);
  mknod("pipe", S_IFIFO | 0600, 0);
  mkdirat(folder, "inner", 0700);
  symlinkat("b", folder, "e");
  readlinkat(folder, "e", bytes, sizeof bytes);
  linkat(folder, "b", folder, "f", AT_SYMLINK_FOLLOW);
  renameat(folder, "f", AT_FDCWD, "f");
  fchownat(folder, "e", -1, -1, AT_SYMLINK_NOFOLLOW);
  struct timespec times[2] = {{1000000000, 5}, {0, UTIME_OMIT}};
  utimensat(AT_FDCWD, "f", times, 0);
  utimensat(folder, "e", NULL, AT_SYMLINK_NOFOLLOW);
  DIR* directory = fdopendir(folder);
  while (readdir(directory) != NULL) {
  }
  unlinkat(folder, "inner", AT_REMOVEDIR);
  unlinkat(folder, "e", 0);
  unlink("folder/b");
  unlink("folder/c");
  rmdir("folder");
  rmdir("folder");
  chdir("/tmp");
  chdir("/no such folder");
  chdir("/");
  getcwd(bytes, sizeof bytes);
  getcwd(bytes, 1);
  return 0;
}
