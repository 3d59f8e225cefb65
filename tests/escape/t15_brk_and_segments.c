/* The break, and segments of shared memory over what is not the guest's. */
#include <sys/shm.h>

#include "escape.h"

static void attack(void) {
  long before = CALL(SYS_brk, 0), words[WORDS_OF_ADDRESS];
  words_of(test_data_address(), words);
  for (int i = 0; i < WORDS_OF_ADDRESS; i++) CALL(SYS_brk, words[i]);
  CALL(SYS_brk, before);
  int id = shmget(IPC_PRIVATE, 1 << 16, IPC_CREAT | 0600);
  if (id < 0) return;
  for (int i = 0; i < WORDS_OF_ADDRESS; i++) {
    if ((unsigned)words[i] < 0x4000000) continue;
    CALL(SYS_shmat, id, words[i] & ~4095l, 0);
    CALL(SYS_shmat, id, words[i], 020000 /* SHM_RND */);
    CALL(SYS_shmat, id, words[i] & ~4095l, 040000 /* SHM_REMAP */);
  }
  CALL(SYS_shmat, id, 0xffff0000, 040000);
  EXPECT(CALL(SYS_shmat, id, 0xfffff000, 040000) < 0);
  CALL(SYS_shmat, id, 0, 0100000 /* SHM_EXEC */);
  for (int i = 0; i < WORDS_OF_ADDRESS; i++) CALL(SYS_shmdt, words[i] & ~4095l);
  EXPECT(test_check() == 0);
  shmctl(id, IPC_RMID, 0);
}
