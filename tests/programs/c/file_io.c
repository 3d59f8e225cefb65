#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

int main(void) {
  FILE *file = fopen("numbers", "w+");
  for (int i = 0; i < 5000; i++) fprintf(file, "%d\n", i * i);
  printf("%ld\n", ftell(file));
  fseek(file, -9, SEEK_END);
  char line[64];
  printf("%s", fgets(line, sizeof line, file));
  rewind(file);
  long sum = 0;
  while (fgets(line, sizeof line, file)) sum += atol(line);
  printf("%ld %d\n", sum, feof(file) != 0);
  fclose(file);

  int fd = open("raw", O_RDWR | O_CREAT | O_EXCL, 0640);
  printf("%d\n", open("raw", O_CREAT | O_EXCL, 0600) == -1 && errno == EEXIST);
  struct iovec parts[3] = {{"one ", 4}, {"two ", 4}, {"three", 5}};
  printf("%zd\n", writev(fd, parts, 3));
  printf("%zd\n", pwrite(fd, "TWO", 3, 4));
  char bytes[32] = {0};
  ssize_t length = pread(fd, bytes, sizeof bytes, 0);
  printf("%zd %s\n", length, bytes);
  struct stat status;
  fstat(fd, &status);
  printf("%lld %o %d\n", (long long)status.st_size, status.st_mode & 0777, S_ISREG(status.st_mode));
  printf("%d\n", ftruncate(fd, 10000));
  printf("%lld\n", (long long)lseek(fd, 0, SEEK_END));

  char *map = mmap(NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  memcpy(map + 5000, "mapped", 6);
  msync(map, 10000, MS_SYNC);
  memset(bytes, 0, sizeof bytes);
  pread(fd, bytes, 6, 5000);
  printf("%s %.3s\n", bytes, map);
  munmap(map, 10000);
  printf("%d\n", fcntl(fd, F_GETFD));
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  printf("%d\n", fcntl(fd, F_GETFD));
  int copy = fcntl(fd, F_DUPFD, 100);
  printf("%d\n", copy);
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 10, .l_len = 20};
  printf("%d\n", fcntl(fd, F_SETLK, &lock));
  close(copy);
  close(fd);

  mkdir("directory", 0700);
  rename("raw", "directory/renamed");
  symlink("directory/renamed", "link");
  char target[64] = {0};
  readlink("link", target, sizeof target - 1);
  puts(target);
  lstat("link", &status);
  printf("%d\n", S_ISLNK(status.st_mode));
  close(open("directory/another", O_CREAT | O_WRONLY, 0600));
  struct dirent **entries;
  int count = scandir("directory", &entries, NULL, by_name);
  for (int i = 0; i < count; i++) puts(entries[i]->d_name);
  int result = rmdir("directory");
  printf("%d %s\n", result, strerror(errno));
  result = open("missing", O_RDONLY);
  printf("%d %s\n", result, strerror(errno));
  printf("%d\n", access("link", R_OK));
  unlink("directory/another");
  unlink("directory/renamed");
  printf("%d\n", access("link", R_OK));
  printf("%d\n", rmdir("directory"));
  FILE *temporary = tmpfile();
  fputs("temporary", temporary);
  printf("%ld\n", ftell(temporary));
  return 0;
}
