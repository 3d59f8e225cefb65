#include "ipc.h"

struct message {
  long type;
  char text[32];
};

static int id;
static struct message buffer;

static void put(long type, const char* text) {
  struct message message = {type, ""};
  strcpy(message.text, text);
  MUST(msgsnd(id, &message, strlen(text), 0));
}

static void show(void) {
  SHOW(buffer.type);
  SHOW_TEXT(buffer.text);
  memset(&buffer, 0, sizeof buffer);
}

int main(void) {
  id = new_queue();
  put(3, "three");
  put(1, "one");
  put(2, "two");
  put(3, "three again");
  CALL(msgrcv, id, &buffer, 32, 3, 0);
  show();
  CALL(msgrcv, id, &buffer, 32, -2, 0);
  show();
  CALL(msgrcv, id, &buffer, 32, 2, 020000 /* MSG_EXCEPT */);
  show();
  CALL(msgrcv, id, &buffer, 2, 0, 0);
  CALL(msgrcv, id, &buffer, 2, 0, 010000 /* MSG_NOERROR */);
  show();
  CALL(msgrcv, id, &buffer, 32, 0, IPC_NOWAIT);
  CALL(msgrcv, id, &buffer, 32, 9, IPC_NOWAIT);
  put(1, "peeked");
  CALL(msgrcv, id, &buffer, 32, 0, 040000 | IPC_NOWAIT /* MSG_COPY */);
  show();
  CALL(msgrcv, id, &buffer, 32, 1, 040000 | IPC_NOWAIT);
  CALL(msgrcv, id, &buffer, 32, 0, 040000);
  CALL(msgrcv, id, &buffer, -1, 0, IPC_NOWAIT);
  CALL(msgrcv, id, NULL, 32, 0, IPC_NOWAIT);
  put(1, "lost");
  CALL(msgrcv, id, no_access(), 32, 0, IPC_NOWAIT);
  put(1, "lost");
  CALL(msgrcv, id, read_only(), 32, 0, IPC_NOWAIT);
  put(1, "fits");
  CALL(msgrcv, id, before_the_end(12), 32, 0, IPC_NOWAIT);
  put(1, "not");
  CALL(msgrcv, id, before_the_end(8), 32, 0, IPC_NOWAIT);
  CALL(msgrcv, -1, &buffer, 32, 0, IPC_NOWAIT);
  CALL(msgrcv, 0x7fffffff, &buffer, 32, 0, IPC_NOWAIT);
  IN_CHILD(as_nobody(); CALL(msgrcv, id, &buffer, 32, 0, IPC_NOWAIT));
  while (msgrcv(id, &buffer, 32, 0, IPC_NOWAIT) >= 0) continue;
  memset(&buffer, 0, sizeof buffer);
  pid_t child = MUST(fork());
  if (child == 0) {
    CALL(msgrcv, id, &buffer, 32, 0, 0);
    show();
    CALL(msgrcv, id, &buffer, 32, 0, 0);
    _exit(0);
  }
  usleep(20000);
  put(7, "awaited");
  struct msqid_ds status;
  do {
    usleep(20000);
    MUST(msgctl(id, IPC_STAT, &status));
  } while (status.msg_qnum != 0);
  usleep(20000);
  MUST(msgctl(id, IPC_RMID, NULL));
  print_end_of(child);
}
