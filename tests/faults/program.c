/* A program that uses much of the engine and goes on whatever fails, so that it ends with status 0
 * if the engine lets it. Without faults it prints one line for each step. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int handled;

static void say(const char* what) {
  char line[64];
  int length = snprintf(line, sizeof line, "%s\n", what);
  if (write(1, line, (size_t)length) != length) handled |= 0;
}

static void handle(int signal) {
  handled = signal;
}
static void* add_one(void* number) {
  ++*(int*)number;
  return number;
}

static void use_memory(void) {
  int good = 1;
  for (size_t size = 64; size <= 4 << 20; size *= 4) {
    char* block = malloc(size);
    if (block == 0) return;
    memset(block, 1, size);
    good &= block[size - 1] == 1;
    free(block);
  }
  char* pages = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return;
  pages[4096] = 7;
  char* more = mremap(pages, 1 << 20, 2 << 20, MREMAP_MAYMOVE);
  if (more == MAP_FAILED) {
    munmap(pages, 1 << 20);
    return;
  }
  good &= more[4096] == 7;
  if (munmap(more, 2 << 20) == 0 && good) say("memory");
}

static void use_files(void) {
  char name[] = "file-XXXXXX", text[8] = "";
  int file = mkstemp(name);
  if (file < 0) return;
  if (write(file, "content", 7) == 7 && pread(file, text, 7, 0) == 7 &&
      strcmp(text, "content") == 0 && ftruncate(file, 65536) == 0) {
    char* mapping = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapping != MAP_FAILED && memcmp(mapping, "content", 7) == 0) say("files");
    if (mapping != MAP_FAILED) munmap(mapping, 65536);
  }
  close(file);
  unlink(name);
}

static void use_threads(void) {
  int number = 0, started = 0;
  for (int i = 0; i < 3; i++) {
    pthread_t thread;
    if (pthread_create(&thread, 0, add_one, &number) != 0) continue;
    pthread_join(thread, 0);
    started++;
  }
  if (number == started && started == 3) say("threads");
}

static void use_signals(void) {
  struct sigaction action = {.sa_handler = handle};
  if (sigaction(SIGUSR1, &action, 0) != 0) return;
  if (raise(SIGUSR1) == 0 && handled == SIGUSR1) say("signals");
}

static void use_processes(void) {
  pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  if (child > 0 && waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7)
    say("processes");
}

static void use_system(void) {
  struct timespec now;
  char folder[4096];
  struct stat status;
  if (clock_gettime(CLOCK_REALTIME, &now) == 0 && getcwd(folder, sizeof folder) != 0 &&
      stat(".", &status) == 0)
    say("system");
}

int main(int argc, char** argv) {
  if (argc > 1 && strcmp(argv[1], "into") == 0) {
    int file = open(argv[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0) return 3;
    if (file != 1) dup2(file, 1);
  }
  use_memory();
  use_files();
  use_threads();
  use_signals();
  use_processes();
  use_system();
  return 0;
}
