/* What every attack includes. The host (host.cc) tells where the engine's memory lies and, by
 * test_check, whether any of it has changed. */
#pragma once

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEST_IMPORT(name) \
  long test_##name(void) __attribute__((__import_module__("test"), __import_name__(#name)))
/* Pages of data and of code; where linear memory begins; the instance; this thread's stack. */
TEST_IMPORT(data_address);
TEST_IMPORT(code_address);
TEST_IMPORT(base_address);
TEST_IMPORT(instance_address);
TEST_IMPORT(stack_address);
/* A word that holds the calling thread's id. */
TEST_IMPORT(thread_word);
/* 0 while the engine is whole. */
TEST_IMPORT(check);
/* Sends a descriptor of the engine's memory over the socket, as an accomplice outside could. */
long test_send_memory(int socket)
    __attribute__((__import_module__("test"), __import_name__("send_memory")));

/* Any call by its number on x86-64, with words of 64 bits as they are; answered with -errno. */
long call_by_number(int, long number, long, long, long, long, long, long)
    __attribute__((__import_module__("wali"), __import_name__("__syscall_cp_asm")));
#include "../support/six_longs.h"

#define CALL(number, ...) call_by_number(0, number, SIX_LONGS(__VA_ARGS__))

static int failures;

#define EXPECT(condition)                                                \
  do {                                                                   \
    if (!(condition)) {                                                  \
      failures++;                                                        \
      dprintf(2, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
    }                                                                    \
  } while (0)
#define EXPECT_RESULT(wanted, expression)                                                        \
  do {                                                                                           \
    long got_ = (expression), wanted_ = (wanted);                                                \
    if (got_ != wanted_) {                                                                       \
      failures++;                                                                                \
      dprintf(2, "%s:%d: %s is %ld, not %ld\n", __FILE__, __LINE__, #expression, got_, wanted_); \
    }                                                                                            \
  } while (0)

/* The words that stand for one of the engine's addresses: as it is, cut off, and as distances. */
#define WORDS_OF_ADDRESS 6
__attribute__((unused)) static void words_of(long address, long words[WORDS_OF_ADDRESS]) {
  long distance = address - test_base_address();
  words[0] = address;
  words[1] = (unsigned)address;
  words[2] = distance;
  words[3] = (unsigned)distance;
  words[4] = (int)address;
  words[5] = (int)distance;
}

/* For loops that race: whether there is still time. */
__attribute__((unused)) static int has_time(struct timespec start, long milliseconds) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 <
         milliseconds;
}
__attribute__((unused)) static struct timespec begin(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now;
}

/* How a child that runs `function` ends, as wait(2) tells it. */
__attribute__((unused)) static int end_of_child(void (*function)(void)) {
  pid_t child = fork();
  if (child == 0) {
    function();
    _exit(test_check() != 0 ? 99 : 0);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

/* Whether the program runs under --hardened: run.py tells. */
__attribute__((unused)) static int is_hardened(void) {
  return getenv("ESCAPE_MODE") != 0 && strcmp(getenv("ESCAPE_MODE"), "hardened") == 0;
}

__attribute__((unused)) static void skip(const char* reason) {
  dprintf(2, "skipped: %s\n", reason);
  _exit(77);
}

static void attack(void);

int main(int argc, char** argv) {
  (void)argc, (void)argv;
  EXPECT(test_check() == 0);
  attack();
  EXPECT(test_check() == 0);
  return failures != 0;
}
