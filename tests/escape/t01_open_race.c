/* While one thread opens /proc/self/mem another uses the number that the descriptor would have, and
 * so does a handler of signals. */
#include <sys/time.h>

#include "escape.h"

static volatile int is_over;
static long target;
static char bytes[8] = "intruder";

static volatile int has_read;

static void write_through_all(void) {
  char stolen[8];
  for (int fd = 3; fd < 8; fd++) {
    CALL(SYS_pwrite64, fd, bytes, sizeof bytes, target);
    if (CALL(SYS_pread64, fd, stolen, sizeof stolen, target) == sizeof stolen) has_read = 1;
  }
  CALL(SYS_pwrite64, 900, bytes, sizeof bytes, target);
}

static void* write_always(void* unused) {
  while (!is_over) write_through_all();
  return unused;
}

static void handle(int signal) {
  (void)signal;
  write_through_all();
}

static void open_for(long milliseconds) {
  struct timespec start = begin();
  while (has_time(start, milliseconds)) {
    for (int i = 0; i < 50; i++) {
      EXPECT(CALL(SYS_open, "/proc/self/mem", O_RDWR) < 0);
      EXPECT(CALL(SYS_open, "/proc/thread-self/mem", O_WRONLY | O_TRUNC) < 0);
      EXPECT(CALL(SYS_execve, "/proc/self/mem", 0, 0) < 0);
      if (failures != 0) return;
    }
  }
}

static void attack(void) {
  target = test_data_address();
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigaction(SIGALRM, &action, 0);
  struct itimerval often = {{0, 200}, {0, 200}};
  setitimer(ITIMER_REAL, &often, 0);
  open_for(700);
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &never, 0);
  EXPECT(test_check() == 0);
  pthread_t thread;
  if (pthread_create(&thread, 0, write_always, 0) != 0) return;
  open_for(1200);
  is_over = 1;
  EXPECT(!has_read);
  pthread_join(thread, 0);
}
