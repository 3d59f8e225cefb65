#define THE_CALL shmctl
#include "control_calls.h"

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
  refused_for_addresses(id, &status);
  unsigned long limits[9];
  CALL_OK(shmctl, 0, GET_LIMITS, limits);
  SHOW(limits[1]);
  CHECK(limits[0] > 1 << 20);
  CALL_OK(shmctl, 0, 14 /* SHM_INFO */, limits);
  CALL(shmctl, 1000000, STATUS_BY_INDEX, &status);
  refused_for_commands(id, &status);
  refused_for_users(id, &status);
  CALL(shmctl, id, IPC_RMID, NULL);
  show(id);
  MUST(shmdt(at));
  CALL(shmctl, id, GET_STATUS, &status);
  CALL(shmctl, -1, IPC_RMID, NULL);
}
