#define THE_CALL msgctl
#include "control_calls.h"

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
  refused_for_addresses(id, &status);
  int limits[8];
  CALL_OK(msgctl, 0, GET_LIMITS, limits);
  CHECK(limits[2] > 0);
  CALL_OK(msgctl, 0, 12 /* MSG_INFO */, limits);
  CALL(msgctl, 1000000, 11 /* MSG_STAT */, &status);
  refused_for_commands(id, &status);
  refused_for_users(id, &status);
  CALL(msgctl, id, IPC_RMID, NULL);
  CALL(msgctl, id, IPC_RMID, NULL);
  CALL(msgctl, -1, IPC_RMID, NULL);
}
