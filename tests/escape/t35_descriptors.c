/* Every number is the guest's: none of the engine's can be closed or replaced, since it has none.
 */
#include <sys/resource.h>

#include "escape.h"

static void* nothing(void* argument) {
  return argument;
}

static void close_all(void) {
  CALL(436, 0, ~0u, 0);
  CALL(436, 0, ~0u, 4 /* CLOSE_RANGE_CLOEXEC */);
  int null = open("/dev/null", O_RDWR);
  EXPECT(null == 0);
  for (int fd = 1; fd < 1024; fd++) EXPECT(dup2(null, fd) == fd);
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, nothing, 0) == 0);
  pthread_join(thread, 0);
  CALL(436, 0, ~0u, 2 /* CLOSE_RANGE_UNSHARE */);
  EXPECT(open("/dev/null", O_RDWR) == 0);
  signal(SIGUSR1, SIG_IGN);
  raise(SIGUSR1);
  if (failures != 0) _exit(98);
}

static void attack(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max < 1024 ? limit.rlim_max : 1024;
  setrlimit(RLIMIT_NOFILE, &limit);
  EXPECT(end_of_child(close_all) == 0);
}
