/* Every task of the process is the guest's, and so is every child. */
#include <sched.h>

#include "escape.h"

static volatile int handled;
static void handle(int signal) {
  (void)signal;
  handled++;
}

static void attack(void) {
  EXPECT(waitpid(-1, 0, WNOHANG) == -1 && errno == ECHILD);
  signal(SIGUSR1, handle);
  DIR* entries = opendir("/proc/self/task");
  int tasks = 0;
  for (struct dirent* entry; entries != 0 && (entry = readdir(entries)) != 0;) {
    long task = atol(entry->d_name);
    if (task <= 0) continue;
    tasks++;
    EXPECT_RESULT(0, CALL(SYS_tgkill, getpid(), task, SIGUSR1));
    long parameter = 0;
    CALL(SYS_sched_setscheduler, task, SCHED_BATCH, &parameter);
  }
  if (entries != 0) {
    closedir(entries);
    EXPECT(tasks == 1);
    EXPECT(handled == 1);
  }
}
