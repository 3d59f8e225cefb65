#include "ipc.h"

static void show(int id) {
  struct shmid_ds status;
  memset(&status, 0x55, sizeof status);
  CALL(shmctl, id, GET_STATUS, &status);
  SHOW(status.shm_segsz);
  SHOW(status.shm_nattch);
  SHOW_OCTAL(status.shm_perm.mode);
  SHOW(status.shm_perm.uid);
  SHOW(status.shm_perm.cuid);
  CHECK(status.shm_cpid == getpid());
  CHECK(status.shm_ctime > 1500000000);
}

int main(void) {
  int id = new_segment(10000);
  show(id);
  void* at = shmat(id, NULL, 0);
  show(id);
  struct shmid_ds status;
  MUST(shmctl(id, IPC_STAT, &status));
  status.shm_perm.uid = 65534;
  status.shm_perm.mode = 0604;
  CALL(shmctl, id, IPC_SET, &status);
  show(id);
  CALL(shmctl, id, SHM_LOCK, NULL);
  show(id);
  CALL(shmctl, id, SHM_UNLOCK, NULL);
  CALL(shmctl, id, IPC_SET, NULL);
  CALL(shmctl, id, IPC_SET, no_access());
  CALL(shmctl, id, GET_STATUS, NULL);
  CALL(shmctl, id, GET_STATUS, no_access());
  CALL(shmctl, id, GET_STATUS, read_only());
  CALL(shmctl, -1, GET_STATUS, &status);
  CALL(shmctl, 0x7fffffff, GET_STATUS, &status);
  unsigned long limits[9];
  CALL_OK(shmctl, 0, GET_LIMITS, limits);
  SHOW(limits[1]);
  CHECK(limits[0] > 1 << 20);
  CALL_OK(shmctl, 0, 14 /* SHM_INFO */, limits);
  CALL(shmctl, 0, GET_LIMITS, no_access());
  CALL(shmctl, 1000000, STATUS_BY_INDEX, &status);
  CALL(shmctl, id, 99, &status);
  CALL(shmctl, id, -1, &status);
  IN_CHILD(MUST(setgid(65533)); MUST(setuid(65533)); CALL(shmctl, id, IPC_RMID, NULL);
           CALL(shmctl, id, IPC_SET, &status));
  CALL(shmctl, id, IPC_RMID, NULL);
  show(id);
  MUST(shmdt(at));
  CALL(shmctl, id, GET_STATUS, &status);
  CALL(shmctl, -1, IPC_RMID, NULL);
}
