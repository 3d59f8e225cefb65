/* Devices that are memory, or that hand out memory, under names of our own. */
#include <sys/sysmacros.h>

#include "escape.h"

static void attack(void) {
  static const char* const names[] = {"/dev/mem", "/dev/kmem", "/dev/port"};
  for (size_t i = 0; i < 3; i++) EXPECT(CALL(SYS_open, names[i], O_RDWR) < 0);
  if (mknod("probe", S_IFCHR | 0600, makedev(1, 3)) != 0) skip("devices cannot be made here");
  static const int raw[] = {1, 2, 4};
  for (size_t i = 0; i < 3; i++) {
    unlink("device");
    EXPECT(mknod("device", S_IFCHR | 0600, makedev(1, raw[i])) == 0);
    EXPECT(CALL(SYS_open, "device", O_RDWR) < 0);
    EXPECT(CALL(SYS_open, "device", O_RDONLY) < 0);
  }
  /* The kernel's log stands for all others. */
  unlink("device");
  EXPECT(mknod("device", S_IFCHR | 0600, makedev(1, 11)) == 0);
  long fd = CALL(SYS_open, "device", O_RDONLY | O_NONBLOCK);
  if (is_hardened()) EXPECT_RESULT(-EACCES, fd);
  unlink("device");
  EXPECT(mknod("device", S_IFBLK | 0600, makedev(7, 0)) == 0);
  fd = CALL(SYS_open, "device", O_RDONLY | O_NONBLOCK);
  if (is_hardened()) EXPECT_RESULT(-EACCES, fd);
  EXPECT(CALL(SYS_open, "/dev/null", O_RDWR) >= 0);
  EXPECT(CALL(SYS_open, "probe", O_RDWR) >= 0 || errno == EACCES);
}
