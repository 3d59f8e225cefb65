#include "ipc.h"

int main(void) {
  int id = new_set(3);
  struct sembuf two[] = {{0, 2, 0}, {1, 1, 0}};
  CALL(semop, id, two, 2);
  SHOW(value_of(0));
  SHOW(value_of(1));
  struct sembuf down[] = {{0, -1, IPC_NOWAIT}, {1, -2, IPC_NOWAIT}};
  CALL(semop, id, down, 2);
  SHOW(value_of(0));
  CALL(semop, id, down, 1);
  SHOW(value_of(0));
  struct sembuf zero = {2, 0, IPC_NOWAIT};
  CALL(semop, id, &zero, 1);
  zero.sem_num = 0;
  CALL(semop, id, &zero, 1);
  zero.sem_num = 3;
  CALL(semop, id, &zero, 1);
  struct sembuf large = {2, 32767, 0};
  CALL(semop, id, &large, 1);
  CALL(semop, id, &large, 1);
  CALL(semop, id, two, 0);
  CALL(semop, id, two, 501);
  CALL(semop, id, two, -1);
  CALL(semop, id, NULL, 1);
  CALL(semop, id, no_access(), 1);
  struct sembuf* last = before_the_end(6);
  *last = large;
  CALL(semop, id, last, 1);
  CALL(semop, id, before_the_end(6), 2);
  CALL(semop, -1, two, 1);
  CALL(semop, 0x7fffffff, two, 1);
  IN_CHILD(struct sembuf undo = {0, 5, SEM_UNDO}; CALL(semop, id, &undo, 1); SHOW(value_of(0)));
  SHOW(value_of(0));
  IN_CHILD(as_nobody(); CALL(semop, id, two, 1));
  pid_t child = MUST(fork());
  if (child == 0) {
    struct sembuf wait = {1, -3, 0};
    _exit((int)-RAW(semop, id, &wait, 1));
  }
  while (semctl(id, 1, GETNCNT) == 0) usleep(1000);
  SHOW(semctl(id, 1, GETNCNT));
  struct sembuf up = {1, 2, 0};
  CALL(semop, id, &up, 1);
  print_end_of(child);
  child = MUST(fork());
  if (child == 0) {
    struct sembuf wait = {1, -9, 0};
    _exit((int)-RAW(semop, id, &wait, 1));
  }
  while (semctl(id, 1, GETNCNT) == 0) usleep(1000);
  MUST(semctl(id, 0, IPC_RMID));
  print_end_of(child);
  CALL(semop, id, two, 1);
}
