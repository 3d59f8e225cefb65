#include "ipc.h"

static void show(int id) {
  struct msqid_ds status;
  memset(&status, 0x55, sizeof status);
  CALL(msgctl, id, GET_STATUS, &status);
  SHOW(status.msg_qnum);
  SHOW(status.msg_cbytes);
  SHOW_OCTAL(status.msg_perm.mode);
  SHOW(status.msg_perm.uid);
  SHOW(status.msg_perm.gid);
  CHECK(status.msg_lspid == 0 || status.msg_lspid == getpid());
  CHECK(status.msg_stime <= time(NULL) + 1);
  CHECK(status.msg_ctime > 1500000000);
}

int main(void) {
  int id = new_queue();
  show(id);
  struct {
    long type;
    char text[4];
  } message = {1, "abc"};
  MUST(msgsnd(id, &message, 4, 0));
  show(id);
  struct msqid_ds status;
  MUST(msgctl(id, IPC_STAT, &status));
  status.msg_perm.uid = 65534;
  status.msg_perm.mode = 0642;
  status.msg_qbytes = 100;
  CALL(msgctl, id, IPC_SET, &status);
  show(id);
  MUST(msgctl(id, IPC_STAT, &status));
  SHOW(status.msg_qbytes);
  CALL(msgctl, id, IPC_SET, NULL);
  CALL(msgctl, id, IPC_SET, no_access());
  CALL(msgctl, id, GET_STATUS, NULL);
  CALL(msgctl, id, GET_STATUS, no_access());
  CALL(msgctl, id, GET_STATUS, read_only());
  CALL(msgctl, -1, GET_STATUS, &status);
  CALL(msgctl, 0x7fffffff, GET_STATUS, &status);
  int limits[8];
  CALL_OK(msgctl, 0, GET_LIMITS, limits);
  CHECK(limits[2] > 0);
  CALL_OK(msgctl, 0, 12 /* MSG_INFO */, limits);
  CALL(msgctl, 0, GET_LIMITS, no_access());
  CALL(msgctl, 1000000, 11 /* MSG_STAT */, &status);
  CALL(msgctl, id, 99, &status);
  CALL(msgctl, id, -1, &status);
  IN_CHILD(MUST(setgid(65533)); MUST(setuid(65533)); CALL(msgctl, id, IPC_RMID, NULL);
           CALL(msgctl, id, IPC_SET, &status));
  CALL(msgctl, id, IPC_RMID, NULL);
  CALL(msgctl, id, IPC_RMID, NULL);
  CALL(msgctl, -1, IPC_RMID, NULL);
}
