/* Ways to hold up the kernel while it copies for the engine. */
#include <sys/ioctl.h>

#include "escape.h"

static void attack(void) {
  EXPECT_RESULT(-ENOSYS, CALL(323, 0)); /* userfaultfd */
  EXPECT_RESULT(-ENOSYS, CALL(323, O_CLOEXEC | 1));
  int fd = open("/dev/userfaultfd", O_RDWR);
  if (fd >= 0) EXPECT(ioctl(fd, 0xaa00, 0) < 0); /* USERFAULTFD_IOC_NEW */
  if (is_hardened()) EXPECT(fd < 0);
}
