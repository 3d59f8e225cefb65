/* Rings of asynchronous calls, which would pass by every check. */
#include "escape.h"

static void attack(void) {
  static long parameters[32];
  EXPECT_RESULT(-ENOSYS, CALL(425, 8, parameters)); /* io_uring_setup, _enter, _register */
  for (int fd = 0; fd < 10; fd++) EXPECT_RESULT(-ENOSYS, CALL(426, fd, 1, 1, 1, 0, 0));
  EXPECT_RESULT(-ENOSYS, CALL(427, 0, 0, parameters, 1));
  for (int call = 206; call <= 210; call++)
    EXPECT(CALL(call, 1, parameters, parameters, 0, 0) < 0); /* io_setup, ... */
  EXPECT(CALL(333, 0, 1, 1, parameters, 0, 0) < 0);
}
