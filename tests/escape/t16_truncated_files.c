/* A mapped file that is cut off while the engine reads it. */
#include <sys/uio.h>

#include "escape.h"

static char* mapping;
static int file;

static void* cut(void* unused) {
  struct timespec start = begin();
  while (has_time(start, 800)) {
    (void)!ftruncate(file, 0);
    (void)!ftruncate(file, 65536);
  }
  return unused;
}

static void touch(void) {
  (void)!ftruncate(file, 0);
  *(volatile char*)mapping = 1;
}

static void attack(void) {
  file = open("file", O_RDWR | O_CREAT, 0600);
  EXPECT(ftruncate(file, 65536) == 0);
  mapping = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  EXPECT(mapping != MAP_FAILED);
  int status = end_of_child(touch);
  EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
  EXPECT(ftruncate(file, 0) == 0);
  int null = open("/dev/null", O_WRONLY);
  struct iovec vector = {mapping, 8};
  EXPECT_RESULT(-EFAULT, CALL(SYS_writev, null, mapping, 1));
  EXPECT_RESULT(-EFAULT, CALL(SYS_open, mapping, 0));
  EXPECT_RESULT(-EFAULT, CALL(SYS_rt_sigaction, 10, mapping, 0, 8));
  EXPECT_RESULT(-EFAULT, CALL(SYS_rt_sigprocmask, 0, mapping, 0, 8));
  EXPECT_RESULT(-EFAULT, CALL(SYS_execve, mapping, 0, 0));
  int pipes[2];
  EXPECT(pipe(pipes) == 0 && vector.iov_len == 8);
  EXPECT_RESULT(-EFAULT, CALL(SYS_write, pipes[1], mapping, 8));
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, cut, 0) == 0);
  struct timespec start = begin();
  while (has_time(start, 700)) {
    CALL(SYS_writev, null, mapping, 4);
    CALL(SYS_sendmsg, 1000, mapping, 0);
    CALL(SYS_rt_sigaction, 10, 0, mapping, 8);
    CALL(SYS_fstat, file, mapping + 4096);
    CALL(SYS_open, mapping + 8192, 0);
  }
  pthread_join(thread, 0);
}
