// cycles threads|detached|forks|handlers COUNT: starts and ends threads or processes, and prints
// what the process holds after 100 and after COUNT of them: resident memory in KiB, descriptors,
// mappings. The status is 0 if all went well and none of the three has grown by more than a tenth
// and 1 MiB, four descriptors, 64 mappings.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct Holdings {
  long resident, descriptors, mappings;
};

static struct Holdings holdings(long after) {
  struct Holdings found = {0, 0, 0};
  char line[512];
  FILE* file = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, file)) sscanf(line, "VmRSS: %ld", &found.resident);
  fclose(file);
  file = fopen("/proc/self/maps", "r");
  while (fgets(line, sizeof line, file)) ++found.mappings;
  fclose(file);
  DIR* folder = opendir("/proc/self/fd");
  while (readdir(folder)) ++found.descriptors;
  closedir(folder);
  printf("%ld: %ld KiB, %ld descriptors, %ld mappings\n",
         after,
         found.resident,
         found.descriptors,
         found.mappings);
  return found;
}

static void fail(const char* what, long i) {
  printf("%s fails the %ldth time: %s\n", what, i, strerror(errno));
  exit(1);
}

static void* nothing(void* data) {
  return data;
}

static void one_thread(long i) {
  pthread_t thread;
  void* result;
  if ((errno = pthread_create(&thread, NULL, nothing, (void*)i)) != 0) fail("pthread_create", i);
  if (pthread_join(thread, &result) != 0 || result != (void*)i) fail("pthread_join", i);
}

// As fast as threads end, since they are not waited for.
static void one_detached(long i) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  while ((errno = pthread_create(&thread, &attributes, nothing, NULL)) == EAGAIN) usleep(100);
  if (errno != 0) fail("pthread_create", i);
  if (i % 20 == 0) usleep(1000);
}

static void one_fork(long i) {
  pid_t child = fork();
  if (child < 0) fail("fork", i);
  if (child == 0) {
    free(malloc(100));
    _exit(i & 127);
  }
  int status;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != (i & 127))
    fail("a child", i);
}

static volatile long round_of_handler;
static void fork_in_handler(int number) {
  one_fork(round_of_handler);
}
static void one_handler(long i) {
  round_of_handler = i;
  raise(SIGUSR1);
}

static volatile int stop;
static void* allocate(void* data) {
  while (!stop) free(malloc(1000));
  return data;
}

static const struct {
  const char* name;
  void (*once)(long i);
} kKinds[] = {{"threads", one_thread},
              {"detached", one_detached},
              {"forks", one_fork},
              {"handlers", one_handler}};

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  void (*once)(long) = NULL;
  for (size_t i = 0; i < sizeof kKinds / sizeof *kKinds; ++i)
    if (strcmp(argv[1], kKinds[i].name) == 0) once = kKinds[i].once;
  if (once == NULL) return 2;
  long count = atol(argv[2]);
  signal(SIGUSR1, fork_in_handler);
  pthread_t other;
  pthread_create(&other, NULL, allocate, NULL);
  struct Holdings first = {0, 0, 0}, last;
  for (long i = 1; i <= count; ++i) {
    once(i);
    if (i == 100) first = holdings(i);
  }
  usleep(50000);
  last = holdings(count);
  stop = 1;
  pthread_join(other, NULL);
  return last.resident > first.resident * 11 / 10 + 1024 ||
         last.descriptors > first.descriptors + 4 || last.mappings > first.mappings + 64;
}
