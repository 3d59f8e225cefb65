// Signals that come while threads are starting: setid calls, which the C library makes in every
// thread, and handlers, which must find the thread that they run on.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { kRounds = 600 };

static _Thread_local pthread_t self;
static _Thread_local volatile int came;
static volatile int wrong;

static void* sleep_shortly(void* unused) {
  usleep(10);
  return NULL;
}

static int change_ids_while_starting(void) {
  int failed = 0;
  for (int round = 0; round < kRounds; ++round) {
    pthread_t thread;
    pthread_create(&thread, NULL, sleep_shortly, NULL);
    failed += setuid(getuid()) != 0;
    failed += setgid(getgid()) != 0;
    pthread_join(thread, NULL);
  }
  return failed;
}

static void handle(int number) {
  char below_everything[256];
  for (unsigned i = 0; i < sizeof below_everything; ++i) {
    ((volatile char*)below_everything)[i] = 0x55;
  }
  if (self != 0 && !pthread_equal(self, pthread_self())) ++wrong;
  came = 1;
}

static void* wait_for_signal(void* unused) {
  self = pthread_self();
  while (!came) usleep(10);
  return NULL;
}

static void signal_while_starting(void) {
  signal(SIGUSR1, handle);
  for (int round = 0; round < kRounds; ++round) {
    volatile int values[64];
    for (int i = 0; i < 64; ++i) values[i] = i;
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_signal, NULL);
    pthread_kill(thread, SIGUSR1);
    for (int i = 0; i < 64; ++i) wrong += values[i] != i;
    pthread_join(thread, NULL);
  }
}

int main(void) {
  printf("%d ids not changed\n", change_ids_while_starting());
  signal_while_starting();
  printf("%d wrong\n", wrong);
  return 0;
}
