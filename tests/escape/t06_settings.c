/* Settings of the kernel that run programs, or that everybody shares. */
#include "escape.h"

static void attack(void) {
  static const char* const names[] = {"/proc/sys/kernel/core_pattern",
                                      "/proc/sys/kernel/hostname",
                                      "/proc/self/comm",
                                      "/proc/self/oom_score_adj",
                                      "/proc/sysrq-trigger",
                                      "/sys/kernel/uevent_helper",
                                      "/sys/kernel/mm/transparent_hugepage/enabled"};
  if (!is_hardened()) {
    EXPECT(CALL(SYS_open, "/proc/sysrq-trigger", O_WRONLY) < 0);
    return;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    EXPECT(CALL(SYS_open, names[i], O_WRONLY) < 0);
    EXPECT(CALL(SYS_open, names[i], O_RDWR | O_CREAT, 0600) < 0);
  }
  EXPECT_RESULT(-EACCES, CALL(SYS_open, "/proc/self/comm", O_WRONLY));
  EXPECT(CALL(SYS_open, "/proc/sys/kernel/hostname", O_RDONLY) >= 0 ||
         access("/proc/sys/kernel/hostname", R_OK) != 0);
}
