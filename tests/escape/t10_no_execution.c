/* Pages of the guest are never executable, whatever is asked for. */
#include <sys/shm.h>

#include "escape.h"

static void attack(void) {
  char* page =
      mmap(0, 65536, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT(page != MAP_FAILED);
  page[0] = (char)0xc3;
  EXPECT(mprotect(page, 65536, PROT_READ | PROT_EXEC) == 0);
  EXPECT(test_check() == 0);
  EXPECT_RESULT(-ENOSYS, CALL(329, page, 4096, 7, 0)); /* pkey_mprotect */
  EXPECT_RESULT(-EPERM, CALL(135, 0x0400000));         /* personality(READ_IMPLIES_EXEC) */
  int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700);
  if (id >= 0) {
    shmat(id, 0, 0100000); /* SHM_EXEC */
    shmctl(id, IPC_RMID, 0);
  }
  int file = open("file", O_RDWR | O_CREAT, 0700);
  EXPECT(ftruncate(file, 4096) == 0);
  EXPECT(mmap(0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0) != MAP_FAILED);
  EXPECT(mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_SHARED, file, 0) != MAP_FAILED);
}
