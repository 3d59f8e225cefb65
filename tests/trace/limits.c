// trace: prlimit64,getrlimit,setrlimit,uname,statfs,fstatfs,getpriority,setpriority,sched_getaffinity,sched_getscheduler,sched_getparam,sched_get_priority_max,getrandom,nanosleep,clock_nanosleep,clock_getres,prctl,umask
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  access("begin", F_OK);
  struct rlimit limit = {0, 0};
  setrlimit(RLIMIT_CORE, &limit);
  getrlimit(RLIMIT_CORE, &limit);
  limit = (struct rlimit){1 << 20, RLIM_INFINITY};
  setrlimit(RLIMIT_FSIZE, &limit);
  getrlimit(99, &limit);
  struct utsname name;
  uname(&name);
  struct statfs system;
  statfs("/no such place", &system);
  statfs("/proc", &system);
  getpriority(PRIO_PROCESS, 0);
  setpriority(PRIO_PROCESS, 0, 5);
  char bytes[20];
  getrandom(bytes, 0, GRND_NONBLOCK);
  getrandom(bytes, 4, 99);
  struct timespec time = {0, 1000}, left;
  nanosleep(&time, NULL);
  nanosleep(&(struct timespec){0, -1}, NULL);
  clock_nanosleep(CLOCK_MONOTONIC, 0, &time, NULL);
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL);
  clock_getres(CLOCK_MONOTONIC, &time);
  clock_getres(99, &time);
  prctl(PR_SET_NAME, "a name");
  prctl(PR_GET_NAME, bytes);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  prctl(PR_GET_DUMPABLE);
  int number;
  prctl(PR_GET_PDEATHSIG, &number);
  prctl(PR_GET_KEEPCAPS);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return 0;
}
