/* Namespaces and roots; and who the program is. */
#include "escape.h"

static void become_another(void) {
  EXPECT(setuid(65534) == 0);
  EXPECT(setuid(0) != 0);
  EXPECT(open("/proc/self/mem", O_RDWR) < 0);
  if (failures != 0) _exit(98);
}

static void attack(void) {
  for (int bit = 0; bit < 32; bit++) EXPECT_RESULT(-EPERM, CALL(272, 1u << bit)); /* unshare */
  EXPECT_RESULT(-EPERM, CALL(308, 0, 0));
  EXPECT_RESULT(-EPERM, CALL(165, "none", "/", "tmpfs", 0, 0));
  EXPECT_RESULT(-EPERM, CALL(155, "/", "/"));
  if (getuid() == 0) EXPECT(end_of_child(become_another) == 0);
}
