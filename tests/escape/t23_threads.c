/* Threads start at functions of the right type, and in no other way. */
#include "escape.h"

int spawn(int function, int argument)
    __attribute__((__import_module__("wali"), __import_name__("__wasm_thread_spawn")));

static void attack(void) {
  EXPECT(spawn(-1, 0) < 0);
  EXPECT(spawn(0, 0) < 0);
  EXPECT(spawn(0x7fffffff, 0) < 0);
  EXPECT(spawn((int)(long)attack, 0) < 0); /* of another type */
  EXPECT(spawn((int)test_code_address(), 0) < 0);
  long stack = (long)malloc(65536) + 65536;
  EXPECT(CALL(SYS_clone, 0x100 | 17, stack, 0, 0, 0) < 0); /* CLONE_VM */
  EXPECT(CALL(SYS_clone, 0x50f00, stack, 0, 0, 0) < 0);    /* as pthread_create */
  EXPECT(CALL(SYS_clone, 0x00080000 | 17, 0, 0, 0, test_data_address()) < 0); /* CLONE_SETTLS */
  for (int bit = 0; bit < 32; bit++) {
    unsigned flag = 1u << bit;
    if (flag < 0x100 || (flag & 0x01304100)) continue; /* what a fork may have */
    EXPECT(CALL(SYS_clone, flag | 17, 0, 0, 0, 0) < 0);
  }
  long arguments[11] = {0x100};
  EXPECT_RESULT(-ENOSYS, CALL(435, arguments, sizeof arguments)); /* clone3 */
}
