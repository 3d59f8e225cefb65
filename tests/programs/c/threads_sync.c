// Mutexes of every type, condition variables, barriers, reader-writer locks, semaphores, once.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static long counter;
static int turn;

static void run(int count, void* (*function)(void*)) {
  pthread_t threads[16];
  for (long i = 0; i < count; i++)
    if (pthread_create(&threads[i], 0, function, (void*)i)) exit(1);
  for (int i = 0; i < count; i++) pthread_join(threads[i], 0);
}

static void* count(void* p) {
  for (int i = 0; i < 20000; i++) {
    pthread_mutex_lock(&mutex);
    counter++;
    pthread_mutex_unlock(&mutex);
  }
  return p;
}

static void* ping_pong(void* p) {
  long me = (long)p;
  for (int i = 0; i < 3000; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != me) pthread_cond_wait(&condition, &mutex);
    turn = !turn;
    counter++;
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
  }
  return 0;
}

static int queue[8], head, tail, produced;
static long consumed_sum;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER, not_full = PTHREAD_COND_INITIALIZER;
static void* produce_or_consume(void* p) {
  int producer = (long)p % 2;
  for (int i = 0; i < 5000; i++) {
    pthread_mutex_lock(&mutex);
    if (producer) {
      while (head - tail == 8) pthread_cond_wait(&not_full, &mutex);
      queue[head++ % 8] = ++produced;
      pthread_cond_signal(&not_empty);
    } else {
      while (head == tail) pthread_cond_wait(&not_empty, &mutex);
      consumed_sum += queue[tail++ % 8];
      pthread_cond_signal(&not_full);
    }
    pthread_mutex_unlock(&mutex);
  }
  return 0;
}

static pthread_barrier_t barrier;
static int serial, phase[8];
static void* meet(void* p) {
  long me = (long)p;
  for (int i = 0; i < 200; i++) {
    phase[me] = i;
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
      __atomic_fetch_add(&serial, 1, __ATOMIC_SEQ_CST);
    for (int k = 0; k < 6; k++)
      if (phase[k] != i) printf("thread %ld is late\n", me);
    pthread_barrier_wait(&barrier);
  }
  return 0;
}

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static int left, right;
static void* read_or_write(void* p) {
  for (int i = 0; i < 3000; i++) {
    if ((long)p == 0) {
      pthread_rwlock_wrlock(&rwlock);
      left++;
      right++;
      pthread_rwlock_unlock(&rwlock);
    } else {
      pthread_rwlock_rdlock(&rwlock);
      if (left != right) printf("torn\n");
      pthread_rwlock_unlock(&rwlock);
    }
  }
  return 0;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int once_count;
static void at_once(void) {
  once_count++;
}
static void* call_once(void* p) {
  for (int i = 0; i < 100; i++) pthread_once(&once, at_once);
  return p;
}

static pthread_spinlock_t spin;
static long spun;
static void* spin_count(void* p) {
  for (int i = 0; i < 5000; i++) {
    pthread_spin_lock(&spin);
    spun++;
    pthread_spin_unlock(&spin);
  }
  return p;
}

static pthread_mutex_t robust;
static void* die_with_lock(void* p) {
  pthread_mutex_lock(&robust);
  return p;
}

static void mutex_types(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutex_t m;
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
  pthread_mutex_init(&m, &attributes);
  int locked = pthread_mutex_lock(&m) == 0 && pthread_mutex_trylock(&m) == 0;
  int unlocked = pthread_mutex_unlock(&m) == 0 && pthread_mutex_unlock(&m) == 0;
  printf("recursive %d %d %d\n", locked, unlocked, pthread_mutex_unlock(&m) == EPERM);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&m, &attributes);
  int first = pthread_mutex_lock(&m);
  int second = pthread_mutex_lock(&m);
  printf("checking %d %d %d\n", first, second == EDEADLK, pthread_mutex_unlock(&m));

  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&robust, &attributes);
  run(1, die_with_lock);
  int owner_dead = pthread_mutex_lock(&robust) == EOWNERDEAD;
  int repaired = pthread_mutex_consistent(&robust);
  pthread_mutex_unlock(&robust);
  printf("robust %d %d %d\n", owner_dead, repaired, pthread_mutex_lock(&robust));
}

static void timeouts(void) {
  struct timespec soon;
  clock_gettime(CLOCK_REALTIME, &soon);
  soon.tv_nsec += 20000000;
  if (soon.tv_nsec >= 1000000000) soon.tv_nsec -= 1000000000, soon.tv_sec++;
  pthread_mutex_lock(&mutex);
  printf("timed wait %d\n", pthread_cond_timedwait(&condition, &mutex, &soon) == ETIMEDOUT);
  pthread_mutex_unlock(&mutex);
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  printf("semaphore %d", sem_timedwait(&semaphore, &soon) == -1 && errno == ETIMEDOUT);
  printf(" %d", sem_trywait(&semaphore) == -1 && errno == EAGAIN);
  sem_post(&semaphore);
  printf(" %d\n", sem_trywait(&semaphore));
}

int main(void) {
  run(8, count);
  printf("counted %ld\n", counter);
  counter = 0;
  run(2, ping_pong);
  printf("ping-pong %ld\n", counter);
  run(6, produce_or_consume);
  printf("consumed %ld\n", consumed_sum);
  pthread_barrier_init(&barrier, 0, 6);
  run(6, meet);
  printf("barrier %d\n", serial);
  run(4, read_or_write);
  printf("rwlock %d %d\n", left, right);
  run(8, call_once);
  printf("once %d\n", once_count);
  pthread_spin_init(&spin, 0);
  run(3, spin_count);
  printf("spun %ld\n", spun);
  mutex_types();
  timeouts();
  return 0;
}
