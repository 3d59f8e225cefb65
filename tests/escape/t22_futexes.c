/* Every operation of futex on words at the edges of memory and outside of it. */
#include "escape.h"

static void attack(void) {
  long words[WORDS_OF_ADDRESS + 6];
  words_of(test_data_address(), words);
  static unsigned own;
  long edges[] = {0, 1, 0xfffffffc, 0xfffffffe, 0x80000000, (long)&own};
  memcpy(words + WORDS_OF_ADDRESS, edges, sizeof edges);
  struct timespec soon = {0, 1000};
  for (int operation = 0; operation < 16; operation++) {
    for (int i = 0; i < WORDS_OF_ADDRESS + 6; i++) {
      for (int flag = 0; flag <= 128; flag += 128) {
        int is_requeue = operation == 3 || operation == 4 || operation == 5 || operation == 12;
        CALL(SYS_futex,
             words[i],
             operation | flag,
             0xa5a5a5a5,
             is_requeue ? words[i] : (long)&soon,
             words[i],
             1);
        CALL(SYS_futex,
             &own,
             operation | flag,
             1,
             is_requeue ? 1 : (long)&soon,
             words[i],
             0x00000fff);
      }
    }
  }
  struct {
    long value, address;
    unsigned flags, reserved;
  } waiters[2] = {{0xa5a5a5a5, words[0], 2, 0}, {0xa5a5a5a5, words[0], 2, 0}};
  EXPECT_RESULT(-EFAULT, CALL(449, waiters, 2, 0, &soon, 1));
  EXPECT(CALL(449, words[0], 0xffffffff, 0, &soon, 1) < 0);
  for (int call = 454; call <= 456; call++) CALL(call, words[0], 0xfff, 1, 2, &soon, 1);
}
