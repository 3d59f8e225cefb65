/* System V's calls. Constants are the kernel's, since C libraries show only some. Identifiers
 * differ between runs. */
#pragma once

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>

#include "check.h"

/* Commands of the three control calls: natively the kernel takes no bit for the layout. */
enum { GET_STATUS = 2, GET_LIMITS = 3, STATUS_BY_INDEX_OF_SEM = 18, STATUS_BY_INDEX = 13 };

__attribute__((unused)) static int the_id = -1;

/* As own_name(). */
__attribute__((unused)) static key_t own_key(void) {
  unsigned key = 5381;
  for (const char* at = own_name(); *at != 0; at++) key = key * 33 + (unsigned char)*at;
  return (key_t)(key & 0x7fffffff) | 1;
}

__attribute__((unused)) static void as_nobody(void) {
  MUST(setgid(65534));
  MUST(setuid(65534));
}

__attribute__((unused)) static void remove_set(void) {
  semctl(the_id, 0, IPC_RMID);
}
__attribute__((unused)) static void remove_queue(void) {
  msgctl(the_id, IPC_RMID, NULL);
}
__attribute__((unused)) static void remove_segment(void) {
  shmctl(the_id, IPC_RMID, NULL);
}

__attribute__((unused)) static int new_set(int count) {
  the_id = MUST(semget(IPC_PRIVATE, count, 0600));
  atexit(remove_set);
  return the_id;
}
__attribute__((unused)) static int new_queue(void) {
  the_id = MUST(msgget(IPC_PRIVATE, 0600));
  atexit(remove_queue);
  return the_id;
}
__attribute__((unused)) static int new_segment(size_t size) {
  the_id = MUST(shmget(IPC_PRIVATE, size, 0600));
  atexit(remove_segment);
  return the_id;
}

__attribute__((unused)) static int value_of(int number) {
  return semctl(the_id, number, GETVAL);
}
