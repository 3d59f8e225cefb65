#include "ipc.h"

static void show(int id) {
  struct semid_ds status;
  memset(&status, 0x55, sizeof status);
  CALL(semctl, id, 0, GET_STATUS, &status);
  SHOW(status.sem_nsems);
  SHOW_OCTAL(status.sem_perm.mode);
  SHOW(status.sem_perm.uid);
  SHOW(status.sem_perm.gid);
  SHOW(status.sem_perm.cuid);
  SHOW(status.sem_perm.cgid);
  CHECK(status.sem_otime == 0);
  CHECK(status.sem_ctime > 1500000000 && status.sem_ctime <= time(NULL) + 1);
}

int main(void) {
  int id = new_set(3);
  show(id);
  CALL(semctl, id, 1, SETVAL, 7);
  CALL(semctl, id, 1, GETVAL, 0);
  CALL(semctl, id, 1, SETVAL, 32767);
  CALL(semctl, id, 1, SETVAL, 32768);
  CALL(semctl, id, 1, SETVAL, -1);
  CALL(semctl, id, 3, SETVAL, 1);
  CALL(semctl, id, -1, SETVAL, 1);
  CALL(semctl, id, 3, GETVAL, 0);
  unsigned short values[3] = {1, 2, 3}, read_back[4] = {9, 9, 9, 9};
  CALL(semctl, id, 0, SETALL, values);
  CALL(semctl, id, 0, GETALL, read_back);
  for (int i = 0; i < 4; i++) SHOW(read_back[i]);
  values[1] = 40000;
  CALL(semctl, id, 0, SETALL, values);
  CALL(semctl, id, 0, SETALL, no_access());
  CALL(semctl, id, 0, SETALL, NULL);
  CALL(semctl, id, 0, GETALL, no_access());
  CALL(semctl, id, 0, GETALL, read_only());
  CALL(semctl, id, 0, GETALL, before_the_end(4));
  CALL(semctl, id, 0, GETALL, before_the_end(6));
  CHECK(RAW(semctl, id, 1, GETPID, 0) == getpid());
  CALL(semctl, id, 1, GETNCNT, 0);
  CALL(semctl, id, 1, GETZCNT, 0);
  CALL(semctl, id, 0, GET_STATUS, NULL);
  CALL(semctl, id, 0, GET_STATUS, no_access());
  CALL(semctl, id, 0, GET_STATUS, read_only());
  CALL(semctl, -1, 0, GET_STATUS, values);
  CALL(semctl, 0x7fffffff, 0, GET_STATUS, values);
  struct semid_ds status;
  RAW(semctl, id, 0, GET_STATUS, &status);
  status.sem_perm.uid = 65534;
  status.sem_perm.gid = 65533;
  status.sem_perm.mode = 0123;
  CALL(semctl, id, 0, IPC_SET, &status);
  show(id);
  CALL(semctl, id, 0, IPC_SET, NULL);
  CALL(semctl, id, 0, IPC_SET, no_access());
  CALL(semctl, -1, 0, IPC_SET, &status);
  CALL(semctl, -1, 0, IPC_SET, no_access());
  int limits[10];
  CALL_OK(semctl, 0, 0, GET_LIMITS, limits);
  CHECK(limits[2] > 0 && limits[8] == 32767);
  CALL(semctl, 0, 0, GET_LIMITS, no_access());
  CALL_OK(semctl, 0, 0, 19 /* SEM_INFO */, limits);
  CALL(semctl, 1000000, 0, STATUS_BY_INDEX_OF_SEM, &status);
  CALL(semctl, id, 0, 99, 0);
  CALL(semctl, id, 0, -1, 0);
  IN_CHILD(as_nobody(); CALL(semctl, id, 0, GETVAL, 0); CALL(semctl, id, 0, GET_STATUS, &status));
  CALL(semctl, id, 0, IPC_RMID, 0);
  CALL(semctl, id, 0, IPC_RMID, 0);
  CALL(semctl, id, 0, GETVAL, 0);
  CALL(semctl, -1, 0, IPC_RMID, 0);
}
