// trace: shmget,shmat,shmctl,shmdt,semget,semop,semtimedop,semctl,msgget,msgsnd,msgrcv,msgctl
#define _GNU_SOURCE
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>

struct message {
  long type;
  char text[16];
};

int main(void) {
  access("begin", F_OK);
  int segment = shmget(IPC_PRIVATE, 8192, IPC_CREAT | IPC_EXCL | 0600);
  shmget(0x12345678, 0, 0);
  void* memory = shmat(segment, NULL, 0);
  void* other = shmat(segment, NULL, SHM_RDONLY);
  shmat(-1, NULL, SHM_RND | SHM_REMAP);
  shmdt(memory);
  shmdt(other);
  struct shmid_ds shared;
  shmctl(segment, IPC_STAT, NULL);
  shmctl(segment, SHM_LOCK, NULL);
  shmctl(segment, IPC_RMID, NULL);
  shmctl(-1, IPC_STAT, &shared);

  int semaphores = semget(IPC_PRIVATE, 2, IPC_CREAT | 0640);
  struct sembuf operations[2] = {{0, 1, 0}, {1, 2, SEM_UNDO | IPC_NOWAIT}};
  semop(semaphores, operations, 2);
  semop(semaphores, NULL, 1);
  operations[0].sem_op = -2;
  operations[0].sem_flg = IPC_NOWAIT;
  semop(semaphores, operations, 1);
  struct timespec brief = {0, 1000};
  operations[0].sem_flg = 0;
  semtimedop(semaphores, operations, 1, &brief);
  union semun {
    int value;
    void* address;
  } five = {5};
  semctl(semaphores, 1, SETVAL, five);
  semctl(semaphores, 1, GETVAL);
  semctl(semaphores, 0, GETNCNT);
  semctl(semaphores, 0, IPC_RMID);

  int queue = msgget(IPC_PRIVATE, IPC_CREAT | 0666);
  struct message message = {7, "some text"};
  msgsnd(queue, &message, 9, 0);
  msgsnd(queue, &message, 4, IPC_NOWAIT);
  msgsnd(queue, NULL, 4, 0);
  msgrcv(queue, &message, 16, 0, 0);
  msgrcv(queue, &message, 2, 7, MSG_NOERROR);
  msgrcv(queue, &message, 16, -3, IPC_NOWAIT | MSG_EXCEPT);
  msgctl(queue, IPC_STAT, NULL);
  msgctl(queue, IPC_RMID, NULL);
  return 0;
}
