// trace: dup,dup2,dup3,pipe,pipe2,fcntl,flock,readv,writev,preadv,pwritev,sendfile,splice,tee,copy_file_range,close
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  int ends[2], more[2];
  char bytes[64];
  pipe(ends);
  pipe2(more, O_CLOEXEC | O_NONBLOCK);
  dup(ends[0]);
  dup2(ends[0], 20);
  dup3(ends[0], 21, O_CLOEXEC);
  dup3(1, 1, 0);
  dup(99);
  fcntl(ends[0], F_GETFD);
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[0], F_GETFD);
  fcntl(ends[0], F_SETFD, 0);
  fcntl(ends[1], F_GETFL);
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  fcntl(ends[1], F_GETFL);
  fcntl(ends[0], F_DUPFD, 30);
  fcntl(ends[0], F_GETPIPE_SZ);
  fcntl(ends[0], F_SETPIPE_SZ, 8192);
  int fd = open("file", O_RDWR | O_CREAT, 0600);
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 10};
  fcntl(fd, F_SETLK, &lock);
  fcntl(fd, F_GETLK, &lock);
  lock.l_type = F_UNLCK;
  fcntl(fd, F_SETLKW, &lock);
  lock.l_pid = 0;
  lock.l_type = F_RDLCK;
  fcntl(fd, F_OFD_SETLK, &lock);
  flock(fd, LOCK_EX | LOCK_NB);
  flock(fd, LOCK_UN);
  struct iovec out[3] = {{"first ", 6}, {"second ", 7}, {"third", 5}};
  writev(fd, out, 3);
  pwritev(fd, out, 2, 4096);
  writev(fd, out, -1);
  struct iovec in[2] = {{bytes, 4}, {bytes + 4, 40}};
  preadv(fd, in, 2, 0);
  lseek(fd, 10, SEEK_SET);
  readv(fd, in, 1);
  readv(99, in, 2);
  off_t offset = 2;
  sendfile(ends[1], fd, &offset, 4);
  sendfile(ends[1], fd, NULL, 3);
  offset = 0;
  splice(fd, &offset, ends[1], NULL, 4, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
  tee(ends[0], more[1], 2, SPLICE_F_NONBLOCK);
  int copy = open("copy", O_RDWR | O_CREAT, 0600);
  offset = 1;
  copy_file_range(fd, &offset, copy, NULL, 3, 0);
  close(copy);
  return 0;
}
