#include "check.h"

#ifndef F_GETOWNER_UIDS
#define F_GETOWNER_UIDS 17
#endif
#define F_DUPFD_QUERY 1027

static void print_lock(int line, const struct flock* lock) {
  print_line(line,
             "type %d, whence %d, start %lld, length %lld, %s",
             lock->l_type,
             lock->l_whence,
             (long long)lock->l_start,
             (long long)lock->l_len,
             lock->l_pid > 0   ? "held"
             : lock->l_pid < 0 ? "open"
                               : "-");
}
#define SHOW_LOCK(lock) print_lock(__LINE__, &(lock))

int main(void) {
  int fd = new_file("file", "0123456789");
  CALL(fcntl, fd, F_DUPFD, 0);
  CALL(fcntl, fd, F_DUPFD, 30);
  CALL(fcntl, fd, F_DUPFD, 30);
  CALL(fcntl, fd, F_DUPFD_CLOEXEC, 40);
  CALL(fcntl, 40, F_GETFD);
  CALL(fcntl, fd, F_DUPFD, -1);
  CALL(fcntl, fd, F_DUPFD, 0x7fffffff);
  CALL(fcntl, fd, F_GETFD);
  CALL(fcntl, fd, F_SETFD, FD_CLOEXEC);
  CALL(fcntl, fd, F_GETFD);
  CALL(fcntl, fd, F_SETFD, 2);
  CALL(fcntl, fd, F_GETFD);
  SHOW_OCTAL(RAW(fcntl, fd, F_GETFL) & ~0100000);
  CALL(fcntl, fd, F_SETFL, O_APPEND | O_NONBLOCK | O_WRONLY | O_CREAT);
  SHOW_OCTAL(RAW(fcntl, fd, F_GETFL) & ~0100000);
  CALL(fcntl, fd, F_SETFL, 0);
  SHOW_OCTAL(RAW(fcntl, fd, F_GETFL) & ~0100000);
  CALL(fcntl, 30, F_DUPFD_QUERY, fd);
  CALL(fcntl, fd, F_DUPFD_QUERY, 1);
  CALL(fcntl, fd, F_DUPFD_QUERY, 999);

  struct flock lock = {F_WRLCK, SEEK_SET, 2, 5, 0};
  CALL(fcntl, fd, F_SETLK, &lock);
  CALL(fcntl, fd, F_GETLK, &lock);
  SHOW_LOCK(lock);
  IN_CHILD(struct flock mine = {F_RDLCK, SEEK_SET, 0, 0, 0}; CALL(fcntl, fd, F_GETLK, &mine);
           SHOW_LOCK(mine);
           mine = (struct flock){F_RDLCK, SEEK_SET, 4, 1, 0};
           CALL(fcntl, fd, F_SETLK, &mine);
           mine.l_start = 8;
           CALL(fcntl, fd, F_SETLKW, &mine));
  lock = (struct flock){F_UNLCK, SEEK_SET, 0, 0, 0};
  CALL(fcntl, fd, F_SETLKW, &lock);
  lock = (struct flock){F_WRLCK, SEEK_END, -3, 3, 0};
  CALL(fcntl, fd, F_OFD_SETLK, &lock);
  int other = MUST(open("file", O_RDWR));
  lock = (struct flock){F_WRLCK, SEEK_SET, 0, 0, 0};
  CALL(fcntl, other, F_OFD_GETLK, &lock);
  SHOW_LOCK(lock);
  lock = (struct flock){F_WRLCK, SEEK_SET, 0, 0, 0};
  CALL(fcntl, other, F_OFD_SETLK, &lock);
  lock.l_pid = 1;
  CALL(fcntl, other, F_OFD_SETLK, &lock);
  lock = (struct flock){F_RDLCK, SEEK_SET, 0, 2, 0};
  CALL(fcntl, other, F_OFD_SETLKW, &lock);
  lock = (struct flock){77, SEEK_SET, 0, 2, 0};
  CALL(fcntl, other, F_SETLK, &lock);
  lock = (struct flock){F_RDLCK, 9, 0, 2, 0};
  CALL(fcntl, other, F_SETLK, &lock);
  lock = (struct flock){F_RDLCK, SEEK_SET, -1, 2, 0};
  CALL(fcntl, other, F_SETLK, &lock);
  lock = (struct flock){F_WRLCK, SEEK_SET, 0, 2, 0};
  CALL(fcntl, MUST(open("file", O_RDONLY)), F_SETLK, &lock);
  CALL(fcntl, fd, F_SETLK, NULL);
  CALL(fcntl, fd, F_GETLK, no_access());
  CALL(fcntl, fd, F_OFD_GETLK, HIGHEST_PAGE);

  int ends[2];
  MUST(pipe(ends));
  CALL(fcntl, ends[0], F_GETOWN);
  CALL(fcntl, ends[0], F_SETOWN, getpid());
  CHECK(fcntl(ends[0], F_GETOWN) == getpid());
  CALL(fcntl, ends[0], F_SETOWN, 0x7ffffff0);
  struct {
    int type, pid;
  } owner = {1, getpid()};
  CALL(fcntl, ends[0], F_SETOWN_EX, &owner);
  owner.type = 9;
  CALL(fcntl, ends[0], F_GETOWN_EX, &owner);
  SHOW(owner.type);
  CHECK(owner.pid == getpid());
  owner.type = 9;
  CALL(fcntl, ends[0], F_SETOWN_EX, &owner);
  CALL(fcntl, ends[0], F_SETOWN_EX, NULL);
  CALL(fcntl, ends[0], F_GETOWN_EX, no_access());
  unsigned uids[2] = {7, 7};
  CALL(fcntl, ends[0], F_GETOWNER_UIDS, uids);
  CALL(fcntl, ends[0], F_GETSIG);
  CALL(fcntl, ends[0], F_SETSIG, SIGUSR1);
  CALL(fcntl, ends[0], F_GETSIG);
  CALL(fcntl, ends[0], F_SETSIG, 99);
  CALL(fcntl, ends[0], F_GETPIPE_SZ);
  CALL(fcntl, ends[0], F_SETPIPE_SZ, 5000);
  CALL(fcntl, ends[0], F_GETPIPE_SZ);
  CALL(fcntl, ends[0], F_SETPIPE_SZ, 0);
  CALL(fcntl, fd, F_GETPIPE_SZ);
  CALL(fcntl, fd, F_GETLEASE);
  CALL(fcntl, fd, F_SETLEASE, F_RDLCK);
  CALL(fcntl, fd, F_SETLEASE, F_UNLCK);
  CALL(fcntl, fd, F_SETLEASE, 12);
  CALL(fcntl, MUST(open(".", O_RDONLY)), F_NOTIFY, 0);
  CALL(fcntl, fd, F_NOTIFY, 1);

  int memory = MUST(memfd_create("m", MFD_ALLOW_SEALING));
  CALL(fcntl, memory, F_GET_SEALS);
  CALL(fcntl, memory, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW);
  CALL(fcntl, memory, F_GET_SEALS);
  CALL(fcntl, memory, F_ADD_SEALS, 0x10000);
  CALL(fcntl, fd, F_GET_SEALS);
  CHECK(write(memory, "x", 1) == -1 && errno == EPERM);

  unsigned long long hint = 99;
  CALL(fcntl, fd, F_GET_RW_HINT, &hint);
  SHOW(hint);
  hint = 3;
  CALL(fcntl, fd, F_SET_RW_HINT, &hint);
  CALL(fcntl, fd, F_GET_RW_HINT, &hint);
  SHOW(hint);
  hint = 77;
  CALL(fcntl, fd, F_SET_RW_HINT, &hint);
  CALL(fcntl, fd, F_GET_FILE_RW_HINT, &hint);
  CALL(fcntl, fd, F_SET_RW_HINT, NULL);
  CALL(fcntl, fd, 12345);
  CALL(fcntl, fd, -1);
  CALL(fcntl, -1, F_GETFD);
  CALL(fcntl, 999, F_GETFL);
  CALL(fcntl, 999, 12345);
  int path_only = MUST(open("file", O_PATH));
  CALL(fcntl, path_only, F_GETFD);
  SHOW_OCTAL(RAW(fcntl, path_only, F_GETFL));
  CALL(fcntl, path_only, F_SETFL, O_APPEND);
  CALL(fcntl, path_only, F_SETLK, &lock);
  CALL(fcntl, path_only, 12345);
}
