// Creation and joining, results, detached threads, thread-local storage and errno, attributes.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static __thread int local = 17;
static __thread char zeroed[100];

static void* add_one(void* p) {
  return (char*)p + 1;
}

static void create_and_join(void) {
  long sum = 0;
  for (long i = 0; i < 1000; i++) {
    pthread_t thread;
    void* result;
    if (pthread_create(&thread, 0, add_one, (void*)i)) exit(1);
    if (pthread_join(thread, &result)) exit(2);
    sum += (long)result;
  }
  printf("one after another %ld\n", sum);

  static pthread_t threads[300];
  sum = 0;
  for (long i = 0; i < 300; i++)
    if (pthread_create(&threads[i], 0, add_one, (void*)i)) exit(3);
  for (int i = 0; i < 300; i++) {
    void* result;
    pthread_join(threads[i], &result);
    sum += (long)result;
  }
  printf("together %ld\n", sum);
}

static void* use_locals(void* p) {
  int before = local, clean = 1;
  for (int i = 0; i < 100; i++) clean &= zeroed[i] == 0;
  local += (int)(long)p;
  memset(zeroed, 1, sizeof zeroed);
  errno = (int)(long)p;
  for (int i = 0; i < 100; i++) close(-1);
  return (void*)(long)(before == 17 && clean && errno == EBADF ? local : -1);
}

static void thread_locals(void) {
  local = 99;
  errno = 5;
  for (int i = 0; i < 4; i++) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, 0, use_locals, (void*)(long)i);
    pthread_join(thread, &result);
    printf("local %ld\n", (long)result);
  }
  printf("mine %d, errno %d\n", local, errno);
}

static pthread_key_t key;
static int destroyed;
static void destroy(void* p) {
  destroyed += *(int*)p;
  free(p);
  if (destroyed == 3) {
    int* again = malloc(sizeof *again);
    *again = 10;
    pthread_setspecific(key, again);
  }
}

static void* set_key(void* p) {
  int* value = malloc(sizeof *value);
  *value = (int)(long)p;
  pthread_setspecific(key, value);
  return pthread_getspecific(key) == value ? 0 : (void*)1;
}

static void keys(void) {
  pthread_key_create(&key, destroy);
  for (long i = 1; i <= 3; i++) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, 0, set_key, (void*)i);
    pthread_join(thread, &result);
    printf("key %ld, destroyed %d\n", (long)result, destroyed);
  }
}

static sem_t finished;
static int detached_sum;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void* detached(void* p) {
  pthread_mutex_lock(&lock);
  detached_sum += (int)(long)p;
  pthread_mutex_unlock(&lock);
  sem_post(&finished);
  return 0;
}

static void detached_threads(void) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  sem_init(&finished, 0, 0);
  for (long i = 0; i < 200; i++) {
    pthread_t thread;
    if (i % 2) {
      if (pthread_create(&thread, &attributes, detached, (void*)i)) exit(4);
    } else {
      if (pthread_create(&thread, 0, detached, (void*)i)) exit(5);
      pthread_detach(thread);
    }
  }
  for (int i = 0; i < 200; i++) sem_wait(&finished);
  printf("detached %d\n", detached_sum);
}

static void exit_deep(int depth) {
  volatile char frame[50];
  frame[0] = depth;
  if (depth == 0) pthread_exit((void*)1234L);
  exit_deep(depth - 1);
  frame[1] = 0;
}

static void cleanup(void* p) {
  printf("cleanup %ld\n", (long)p);
}

static void* ends_deep(void* p) {
  pthread_cleanup_push(cleanup, (void*)1L);
  pthread_cleanup_push(cleanup, (void*)2L);
  exit_deep(20);
  pthread_cleanup_pop(0);
  pthread_cleanup_pop(0);
  return p;
}

static long recurse(long depth) {
  volatile char frame[200];
  frame[depth % 200] = 1;
  return depth == 0 ? 0 : 1 + recurse(depth - 1) * frame[depth % 200];
}

static void* deep(void* p) {
  return (void*)recurse((long)p);
}

static void* ids(void* p) {
  pid_t* out = p;
  out[0] = syscall(SYS_gettid);
  out[1] = getpid();
  return 0;
}

int main(void) {
  create_and_join();
  thread_locals();
  keys();
  detached_threads();

  pthread_t thread;
  void* result;
  pthread_create(&thread, 0, ends_deep, 0);
  pthread_join(thread, &result);
  printf("pthread_exit %ld\n", (long)result);

  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 8 << 20);
  pthread_create(&thread, &attributes, deep, (void*)20000L);
  pthread_join(thread, &result);
  printf("deep %ld\n", (long)result);

  pid_t seen[2];
  pthread_create(&thread, 0, ids, seen);
  pthread_join(thread, 0);
  printf("own tid %d, same pid %d, leader %d\n",
         seen[0] != getpid(),
         seen[1] == getpid(),
         syscall(SYS_gettid) == getpid());
  printf("self %d\n", pthread_equal(pthread_self(), pthread_self()) != 0);
  return 0;
}
