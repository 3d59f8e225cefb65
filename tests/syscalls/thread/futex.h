/* Futexes, and threads that wait for them. */
#pragma once

#include <linux/futex.h>
#include <pthread.h>
#include <stdint.h>
#include <time.h>

#include "check.h"

__attribute__((unused)) static int word, second;
__attribute__((unused)) static struct timespec soon = {0, 20000000};

__attribute__((unused)) static struct timespec after_now(clockid_t clock, long more) {
  struct timespec time;
  clock_gettime(clock, &time);
  time.tv_nsec += more;
  time.tv_sec += time.tv_nsec / 1000000000;
  time.tv_nsec %= 1000000000;
  return time;
}

/* Threads that sleep until they are woken; each then adds 1 to `woken`. */
__attribute__((unused)) static int woken;
__attribute__((unused)) static void* sleep_on_word(void* result) {
  long value = RAW(futex, &word, FUTEX_WAIT, 1, NULL, NULL, 0);
  if (result != NULL) *(long*)result = value;
  __atomic_add_fetch(&woken, 1, __ATOMIC_SEQ_CST);
  return NULL;
}
__attribute__((unused)) static void start_sleepers(pthread_t* threads, int count) {
  word = 1;
  woken = 0;
  for (int i = 0; i < count; i++) pthread_create(threads + i, NULL, sleep_on_word, NULL);
  usleep(100000);
}
__attribute__((unused)) static void wait_until_woken(int count) {
  for (int i = 0; i < 5000 && __atomic_load_n(&woken, __ATOMIC_SEQ_CST) < count; i++) usleep(1000);
  SHOW(woken);
}
