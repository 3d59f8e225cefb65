/* Every limit lowered to nothing: the guest goes on or ends, and the engine with it, but never
 * otherwise. */
#include <sys/resource.h>
#include <sys/time.h>

#include "escape.h"

static int resource;
static void* nothing(void* argument) {
  return argument;
}

static void live_without(void) {
  long task = CALL(SYS_gettid), none[2] = {0, 0};
  CALL(SYS_prlimit64, task, resource, none, 0);
  CALL(SYS_setrlimit, resource, none);
  CALL(SYS_prlimit64, 0, resource, none, none);
  pthread_t thread;
  if (pthread_create(&thread, 0, nothing, 0) == 0) pthread_join(thread, 0);
  mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  int file = open("file", O_RDWR | O_CREAT, 0600);
  signal(SIGXFSZ, SIG_IGN);
  (void)!write(file, "x", 1);
  (void)!fork();
  signal(SIGUSR1, SIG_IGN);
  raise(SIGUSR1);
}

static void limit_from_thread(void) {
  /* The number of another thread is as good as the process's. */
  long task = CALL(SYS_gettid), little[2] = {1 << 20, 1 << 20};
  CALL(SYS_prlimit64, task, RLIMIT_AS, little, 0);
  pthread_t thread;
  pthread_create(&thread, 0, nothing, 0);
}

static void attack(void) {
  for (resource = 0; resource < 16; resource++) {
    if (resource == RLIMIT_CPU) continue;
    int status = end_of_child(live_without);
    if (status != 0) dprintf(2, "without resource %d: %#x\n", resource, status);
    EXPECT(status == 0);
  }
  EXPECT(end_of_child(limit_from_thread) == 0);
}
