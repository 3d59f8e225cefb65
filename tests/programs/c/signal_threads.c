// Signals to threads: direction, masks of their own, cancellation, and the broadcast of setuid.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#define THREADS 8
static _Thread_local volatile int mine;
static volatile int wrong, total;
static pthread_t threads[THREADS];
static int ends[2];
static sem_t ready;
static volatile int stop;

static void direct(int number, siginfo_t* info, void* context) {
  ++mine;
  __atomic_add_fetch(&total, 1, __ATOMIC_SEQ_CST);
}

static void* compute(void* data) {
  uint64_t x = (uintptr_t)data;
  sem_post(&ready);
  while (mine < 50) x = x * 6364136223846793005u + 1;
  return (void*)(uintptr_t)mine;
}

static void* wait_for_data(void* data) {
  sem_post(&ready);
  char byte;
  while (mine < 50) {
    ssize_t length = read(ends[0], &byte, 1);
    if (length == 1) break;
    if (errno != EINTR) ++wrong;
  }
  return (void*)(uintptr_t)mine;
}

static void direction(const char* what, void* (*body)(void*)) {
  struct sigaction action = {.sa_sigaction = direct, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &action, NULL);
  total = wrong = 0;
  for (intptr_t i = 0; i < THREADS; ++i) pthread_create(&threads[i], NULL, body, (void*)i);
  for (int i = 0; i < THREADS; ++i) sem_wait(&ready);
  for (int round = 0; round < 50; ++round) {
    for (int i = 0; i < THREADS; ++i) {
      int before = total;
      pthread_kill(threads[i], SIGUSR1);
      while (total == before) sched_yield();
    }
  }
  // The last signal may have come between the test and the call.
  for (int i = 0; i < THREADS; ++i) write(ends[1], "x", 1);
  int all = 0;
  for (int i = 0; i < THREADS; ++i) {
    void* result;
    pthread_join(threads[i], &result);
    all += (int)(uintptr_t)result == 50;
  }
  char rest[THREADS];
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  read(ends[0], rest, sizeof rest);
  fcntl(ends[0], F_SETFL, 0);
  printf("%s: %d threads, %d handled, %d wrong, main: %d\n", what, all, total, wrong, mine);
}

static void* wait_for_cancel(void* data) {
  char byte;
  sem_post(&ready);
  for (;;) read(ends[0], &byte, 1);
}

static void* compute_until_cancelled(void* data) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  sem_post(&ready);
  for (volatile uint64_t x = 0;; ++x) {
  }
}

static void cancellation(const char* what, void* (*body)(void*)) {
  int cancelled = 0;
  for (int i = 0; i < 50; ++i) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, NULL, body, NULL);
    sem_wait(&ready);
    usleep(i % 5 * 100);
    pthread_cancel(thread);
    pthread_join(thread, &result);
    cancelled += result == PTHREAD_CANCELED;
  }
  printf("%s: %d cancelled\n", what, cancelled);
}

static void* wait_blocked(void* data) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  pthread_sigmask(SIG_BLOCK, &set, NULL);
  sem_post(&ready);
  int number;
  sigwait(&set, &number);
  return (void*)(intptr_t)number;
}

static void waiting(void) {
  pthread_t thread;
  void* result;
  pthread_create(&thread, NULL, wait_blocked, NULL);
  sem_wait(&ready);
  pthread_kill(thread, SIGUSR2);
  pthread_join(thread, &result);
  printf("sigwait: %d\n", (int)(intptr_t)result == SIGUSR2);
}

static void* loop_and_read(void* data) {
  char byte;
  sem_post(&ready);
  if (data != NULL) {
    while (!stop) {
    }
  } else {
    while (read(ends[0], &byte, 1) != 1) {
    }
  }
  return NULL;
}

static void broadcast(void) {
  for (intptr_t i = 0; i < 4; ++i) pthread_create(&threads[i], NULL, loop_and_read, (void*)(i % 2));
  for (int i = 0; i < 4; ++i) sem_wait(&ready);
  int results = 0;
  for (int i = 0; i < 20; ++i) results += setuid(getuid()) == 0;
  stop = 1;
  write(ends[1], "xxxx", 4);
  for (int i = 0; i < 4; ++i) pthread_join(threads[i], NULL);
  printf("setuid in all threads: %d\n", results);
}

int main(void) {
  pipe(ends);
  sem_init(&ready, 0, 0);
  direction("computing", compute);
  direction("reading", wait_for_data);
  waiting();
  cancellation("at once", compute_until_cancelled);
  cancellation("in read", wait_for_cancel);
  broadcast();
  return 0;
}
