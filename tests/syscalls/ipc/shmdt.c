#include "ipc.h"

int main(void) {
  int id = new_segment(2 * 4096);
  char* at = shmat(id, NULL, 0);
  strcpy(at, "kept");
  CALL(shmdt, at + 4096);
  CALL(shmdt, at + 1);
  CALL(shmdt, at);
  CALL(shmdt, at);
  CALL(shmdt, NULL);
  CALL(shmdt, new_pages(1, PROT_READ));
  CALL(shmdt, HIGHEST_PAGE);
  struct shmid_ds status;
  MUST(shmctl(id, IPC_STAT, &status));
  SHOW(status.shm_nattch);
  at = shmat(id, NULL, 0);
  SHOW_TEXT(at);
  IN_CHILD(CALL(shmdt, at); close(2); at[0] = 'x');
  SHOW_TEXT(at);
  char* moved =
      mremap(at, 2 * 4096, 2 * 4096, MREMAP_MAYMOVE | MREMAP_FIXED, new_pages(2, PROT_NONE));
  if (moved == MAP_FAILED) shmdt(at);
  IN_CHILD(SHOW_TEXT(moved));
  CALL(shmdt, at);
  CALL(shmdt, moved);
  at = shmat(id, NULL, 0);
  MUST(mprotect(at + 4096, 4096, PROT_READ));
  CALL(shmdt, at);
  at = shmat(id, NULL, 0);
  MUST(munmap(at + 4096, 4096));
  CALL(shmdt, at);
  MUST(shmctl(id, IPC_STAT, &status));
  SHOW(status.shm_nattch);
}
