// trace: open,close,read,write,pread64,pwrite64,lseek,stat,lstat,fstat,ftruncate,truncate,fsync,fdatasync,fallocate,fadvise64
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  char bytes[100];
  struct stat status;
  int fd = open("file", O_RDWR | O_CREAT | O_EXCL, 0640);
  write(fd, "plain text\n", 11);
  write(fd, "\0\1\2\t\r\v\f\"\\\377 9\0019", 14);
  write(fd, "more than the thirty-two bytes that are shown", 45);
  pread(fd, bytes, sizeof bytes, 11);
  pwrite(fd, "x", 1, 3);
  lseek(fd, 0, SEEK_SET);
  lseek(fd, -5, SEEK_END);
  lseek(fd, -500, SEEK_CUR);
  read(fd, bytes, 3);
  read(fd, bytes, sizeof bytes);
  read(fd, bytes, sizeof bytes);
  fstat(fd, &status);
  stat("file", &status);
  lstat("/dev/null", &status);
  stat("no such file", &status);
  stat(".", &status);
  ftruncate(fd, 10);
  truncate("file", 5);
  posix_fallocate(fd, 0, 100);
  posix_fadvise(fd, 0, 10, POSIX_FADV_SEQUENTIAL);
  fsync(fd);
  fdatasync(fd);
  open("file", O_RDWR | O_CREAT | O_EXCL, 0640);
  open("file", O_WRONLY | O_APPEND | O_TRUNC | O_NONBLOCK | O_NOFOLLOW);
  open("nowhere/file", O_RDONLY);
  open("file", O_RDONLY | O_DIRECTORY);
  close(fd);
  close(fd);
  write(fd, "closed", 6);
  return 7;
}
