/* Counts and sizes of which the product wraps or the end lies outside of memory. */
#include "escape.h"

static void attack(void) {
  static const long numbers[] = {
      -1, 0x7fffffff, 0x80000000, 0xffffffff, 0x20000001, 0x10000000, 0x100000000, 1025, 65537};
  static const long places[] = {0xfffff000, 0xfffffff8, 0x80000000, 0xffffffff};
  struct timespec none = {0, 0};
  int epoll = (int)CALL(291, 0), folder = open("/", O_RDONLY | O_DIRECTORY);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
      long n = numbers[i], at = places[p];
      CALL(SYS_select, n, at, at, at, &none);
      CALL(SYS_pselect6, n, at, 0, 0, &none, 0);
      CALL(SYS_poll, at, n, 0);
      CALL(SYS_ppoll, at, n, &none, 0, 8);
      CALL(SYS_epoll_wait, epoll, at, n, 0);
      CALL(SYS_epoll_pwait, epoll, at, n, 0, 0, 8);
      CALL(SYS_getdents64, folder, at, n);
      CALL(SYS_getdents, folder, at, n);
      CALL(SYS_getgroups, n, at);
      CALL(SYS_sched_getaffinity, 0, n, at);
      CALL(SYS_sched_setaffinity, 0, n, at);
      CALL(SYS_rt_sigprocmask, 0, at, at, n);
      CALL(SYS_rt_sigpending, at, n);
      CALL(SYS_getcwd, at, n);
      CALL(SYS_readlink, "/proc/self/exe", at, n);
      CALL(SYS_getrandom, at, n, 1);
      CALL(SYS_mincore, 0x10000, n, at);
      CALL(SYS_getxattr, "/", "user.x", at, n);
      CALL(SYS_semop, 0, at, n);
      CALL(SYS_msgrcv, 0, at, n, 0, 04000);
      CALL(SYS_recvfrom, 0, at, n, 0x40, at, at);
      CALL(SYS_sethostname, at, n);
    }
  }
}
