#include "ipc.h"

struct message {
  long type;
  char text[32];
};

int main(void) {
  int id = new_queue();
  struct message message = {5, "message"};
  CALL(msgsnd, id, &message, 7, 0);
  CALL(msgsnd, id, &message, 0, IPC_NOWAIT);
  struct msqid_ds status;
  MUST(msgctl(id, IPC_STAT, &status));
  SHOW(status.msg_qnum);
  message.type = 0;
  CALL(msgsnd, id, &message, 7, 0);
  message.type = -1;
  CALL(msgsnd, id, &message, 7, 0);
  message.type = 0x123456789abcdef;
  CALL(msgsnd, id, &message, 7, 0);
  struct message back;
  SHOW(msgrcv(id, &back, 32, 0x123456789abcdef, IPC_NOWAIT));
  SHOW_HEX(back.type);
  message.type = 1;
  static struct {
    long type;
    char text[1 << 20];
  } huge = {1, ""};
  CALL(msgsnd, id, &huge, sizeof huge.text, 0);
  CALL(msgsnd, id, &message, -1, 0);
  CALL(msgsnd, id, NULL, 1, 0);
  CALL(msgsnd, id, no_access(), 1, 0);
  memcpy(before_the_end(8), &message, 8);
  struct message* last = before_the_end(16);
  memcpy(last, &message, 16);
  CALL(msgsnd, id, last, 8, 0);
  IN_CHILD(CALL(msgsnd, id, last, 9, 0));
  CALL(msgsnd, -1, &message, 1, 0);
  CALL(msgsnd, 0x7fffffff, &message, 1, 0);
  IN_CHILD(as_nobody(); CALL(msgsnd, id, &message, 1, 0));
  int sent = 0;
  while (msgsnd(id, &message, 32, IPC_NOWAIT) == 0) sent++;
  CHECK(sent > 10);
  CALL(msgsnd, id, &message, 32, IPC_NOWAIT);
  MUST(msgctl(id, IPC_RMID, NULL));
  CALL(msgsnd, id, &message, 32, IPC_NOWAIT);
}
