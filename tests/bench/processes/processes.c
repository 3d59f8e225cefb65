// processes KIND COUNT PADDING: prints the microseconds that one operation took, and resident
// memory in KiB after PADDING KiB have been written to.
//   fork   fork, _exit in the child, wait
//   a path posix_spawn of that program, and wait
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char** environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static long resident(void) {
  char line[200];
  long kib = 0;
  FILE* file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file)) sscanf(line, "VmRSS: %ld", &kib);
  return kib;
}

static pid_t start(const char* kind) {
  pid_t child;
  if (!strcmp(kind, "fork")) {
    child = fork();
    if (child == 0) _exit(0);
    return child;
  }
  char* arguments[] = {"program", NULL};
  return posix_spawn(&child, kind, NULL, NULL, arguments, environ) == 0 ? child : -1;
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  long count = atol(argv[2]);
  size_t padding = atol(argv[3]) * 1024;
  memset(malloc(padding + 1), 1, padding);
  double begin = now();
  for (long i = 0; i < count; ++i) {
    int status;
    pid_t child = start(argv[1]);
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return 1;
  }
  printf("%.3f %ld\n", (now() - begin) / count, resident());
  return 0;
}
