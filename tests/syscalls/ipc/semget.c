#include "ipc.h"

int main(void) {
  the_id = (int)CALL_OK(semget, IPC_PRIVATE, 3, 0600);
  atexit(remove_set);
  key_t key = own_key();
  int old = semget(key, 0, 0);
  if (old >= 0) semctl(old, 0, IPC_RMID);
  CALL(semget, key, 1, 0);
  int id = (int)CALL_OK(semget, key, 2, IPC_CREAT | IPC_EXCL | 0640);
  CHECK(semget(key, 2, 0) == id);
  CALL(semget, key, 2, IPC_CREAT | IPC_EXCL | 0640);
  CALL(semget, key, 3, 0);
  CALL_OK(semget, key, 0, 0);
  IN_CHILD(as_nobody(); CALL(semget, key, 2, 0600); CALL_OK(semget, key, 2, 0));
  MUST(semctl(id, 0, IPC_RMID));
  CALL(semget, IPC_PRIVATE, -1, 0600);
  CALL(semget, IPC_PRIVATE, 0, 0600);
  CALL(semget, IPC_PRIVATE, 1000000, 0600);
  CALL(semget, key, 1, IPC_EXCL);
}
