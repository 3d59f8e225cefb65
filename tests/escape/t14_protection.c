/* Calls that protect, lock, ask about and seal ranges stay in linear memory. */
#include "escape.h"

static void* nothing(void* argument) {
  return argument;
}

static void attack(void) {
  long words[WORDS_OF_ADDRESS];
  long targets[] = {test_data_address(), test_code_address(), test_instance_address()};
  static unsigned char pages[1 << 16];
  for (int t = 0; t < 3; t++) {
    words_of(targets[t] & ~4095l, words);
    for (int i = 0; i < WORDS_OF_ADDRESS; i++) {
      if ((unsigned)words[i] < 0x4000000) continue;
      CALL(SYS_mprotect, words[i], 4096, PROT_NONE);
      CALL(SYS_mprotect, words[i], 4096, PROT_READ | PROT_WRITE | PROT_EXEC);
      CALL(SYS_msync, words[i], 4096, MS_INVALIDATE | MS_SYNC);
      CALL(SYS_mincore, words[i], 4096, pages);
      CALL(SYS_mlock, words[i], 4096);
      CALL(SYS_munlock, words[i], 4096);
    }
    EXPECT(test_check() == 0);
  }
  static const int calls[] = {SYS_mprotect, SYS_msync, SYS_mlock, SYS_munlock};
  for (int i = 0; i < 4; i++) {
    EXPECT(CALL(calls[i], 0xfffff000, 0x10000, 0) < 0);
    EXPECT(CALL(calls[i], 0x80000000, 0xffffffff, 0) < 0);
  }
  CALL(SYS_mincore, 0xfffff000, 0x10000, pages);
  CALL(SYS_mincore, 0, 0xffffffff, pages);
  CALL(SYS_mlockall, 2); /* MCL_FUTURE */
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, nothing, 0) == 0);
  pthread_join(thread, 0);
  CALL(SYS_munlockall);
  static const int absent[] = {
      462, 237, 279, 238, 256, 330, 331}; /* mseal, mbind, move_pages, ... */
  for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
    EXPECT(CALL(absent[i], targets[0], 4096, 0, 0, 0, 0) < 0);
}
