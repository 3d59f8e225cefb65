#include "ipc.h"

int main(void) {
  the_id = (int)CALL_OK(shmget, IPC_PRIVATE, 5000, 0600);
  atexit(remove_segment);
  key_t key = own_key();
  int old = shmget(key, 0, 0);
  if (old >= 0) shmctl(old, IPC_RMID, NULL);
  CALL(shmget, key, 4096, 0);
  int id = (int)CALL_OK(shmget, key, 4096, IPC_CREAT | IPC_EXCL | 0640);
  CHECK(shmget(key, 4096, 0) == id);
  CHECK(shmget(key, 0, 0) == id);
  CALL(shmget, key, 4097, 0);
  CALL(shmget, key, 4096, IPC_CREAT | IPC_EXCL);
  IN_CHILD(as_nobody(); CALL(shmget, key, 4096, 0600); CALL_OK(shmget, key, 4096, 0));
  MUST(shmctl(id, IPC_RMID, NULL));
  CALL(shmget, IPC_PRIVATE, 0, 0600);
  CALL(shmget, key, 0, IPC_CREAT | 0600);
}
