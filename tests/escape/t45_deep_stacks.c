/* Recursion through calls and handlers until the stack ends, with frames of many sizes. */
#include "escape.h"

__attribute__((noinline)) static long descend(long depth) {
  long words[4] = {depth};
  CALL(SYS_clock_gettime, 0, words);
  return descend(depth + 1) + words[0];
}

__attribute__((noinline)) static long descend_wide(long depth) {
  volatile long words[2000];
  words[depth % 2000] = depth;
  if (depth % 16 == 0) CALL(SYS_getpid);
  return descend_wide(depth + 1) + words[depth % 2000];
}

static void handle(int signal) {
  (void)signal;
  raise(SIGUSR1);
}

static void recurse(void) {
  descend(0);
}
static void recurse_wide(void) {
  descend_wide(0);
}
static void recurse_in_handler(void) {
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_NODEFER};
  sigaction(SIGUSR1, &action, 0);
  raise(SIGUSR1);
}
static void* descend_in_thread(void* unused) {
  descend(0);
  return unused;
}
static void recurse_in_thread(void) {
  pthread_t thread;
  pthread_create(&thread, 0, descend_in_thread, 0);
  pthread_join(thread, 0);
}

static void attack(void) {
  void (*const ways[])(void) = {recurse, recurse_wide, recurse_in_handler, recurse_in_thread};
  for (int i = 0; i < 4; i++) {
    int status = end_of_child(ways[i]);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSEGV)
      dprintf(2, "way %d ends with %#x\n", i, status);
    EXPECT(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
  }
}
