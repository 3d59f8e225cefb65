#include "ipc.h"

int main(void) {
  the_id = (int)CALL_OK(msgget, IPC_PRIVATE, 0600);
  atexit(remove_queue);
  key_t key = own_key();
  int old = msgget(key, 0);
  if (old >= 0) msgctl(old, IPC_RMID, NULL);
  CALL(msgget, key, 0);
  int id = (int)CALL_OK(msgget, key, IPC_CREAT | IPC_EXCL | 0640);
  CHECK(msgget(key, 0) == id);
  CHECK(msgget(key, IPC_CREAT | 0600) == id);
  CALL(msgget, key, IPC_CREAT | IPC_EXCL | 0640);
  IN_CHILD(as_nobody(); CALL(msgget, key, 0600); CALL_OK(msgget, key, 0));
  MUST(msgctl(id, IPC_RMID, NULL));
  CALL(msgget, key, IPC_EXCL);
}
