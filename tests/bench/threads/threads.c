// threads KIND COUNT: prints the microseconds that one operation took, and the peak of resident
// memory in KiB.
//   cycles   threads created and joined one after the other
//   together COUNT threads that exist at once; the time is for one creation and joining
//   switches hand-overs between two threads by a mutex and a condition variable
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static long count, turn, waiting, open_gate;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static void* nothing(void* p) {
  return p;
}

static void* wait_at_gate(void* p) {
  pthread_mutex_lock(&mutex);
  waiting++;
  pthread_cond_broadcast(&condition);
  while (!open_gate) pthread_cond_wait(&condition, &mutex);
  pthread_mutex_unlock(&mutex);
  return p;
}

static void* take_turns(void* p) {
  for (long i = 0; i < count; i++) {
    pthread_mutex_lock(&mutex);
    while (turn != (long)p) pthread_cond_wait(&condition, &mutex);
    turn = !turn;
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
  }
  return p;
}

static void create(pthread_t* thread,
                   const pthread_attr_t* attributes,
                   void* (*function)(void*),
                   long argument) {
  int error = pthread_create(thread, attributes, function, (void*)argument);
  if (error) {
    fprintf(stderr, "pthread_create: %s\n", strerror(error));
    exit(1);
  }
}

static void join(pthread_t thread, long argument) {
  void* result;
  if (pthread_join(thread, &result) || (long)result != argument) exit(1);
}

// getrusage would count what the process was before it became this program.
static long peak(void) {
  char line[200];
  long kib = 0;
  FILE* file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file)) sscanf(line, "VmHWM: %ld", &kib);
  return kib;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  count = atol(argv[2]);
  pthread_t* threads = calloc(count, sizeof *threads);
  double begin;
  if (!strcmp(argv[1], "cycles")) {
    for (long i = 0; i < 100; i++) {
      create(threads, 0, nothing, i);
      join(*threads, i);
    }
    begin = now();
    for (long i = 0; i < count; i++) {
      create(threads, 0, nothing, i);
      join(*threads, i);
    }
  } else if (!strcmp(argv[1], "together")) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 65536);
    begin = now();
    for (long i = 0; i < count; i++) create(&threads[i], &attributes, wait_at_gate, i);
    pthread_mutex_lock(&mutex);
    while (waiting < count) pthread_cond_wait(&condition, &mutex);
    open_gate = 1;
    pthread_cond_broadcast(&condition);
    pthread_mutex_unlock(&mutex);
    for (long i = 0; i < count; i++) join(threads[i], i);
  } else {
    begin = now();
    create(&threads[0], 0, take_turns, 0);
    create(&threads[1], 0, take_turns, 1);
    join(threads[0], 0);
    join(threads[1], 1);
  }
  double time = now() - begin;
  printf("%.3f %ld\n", time / count, peak());
  return 0;
}
