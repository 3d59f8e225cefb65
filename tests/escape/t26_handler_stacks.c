/* A guest's alternate stack is written over while handlers run on it, and the mask that they return
 * to. */
#include <sys/time.h>
#include <ucontext.h>

#include "escape.h"

static char stack[65536];
static volatile int is_over, count;

static void* scribble(void* unused) {
  for (unsigned i = 0; !is_over; i += 8)
    *(volatile long*)(stack + i % sizeof stack) = test_data_address();
  return unused;
}

static void handle(int signal, siginfo_t* info, void* context) {
  (void)signal, (void)info;
  memset(context, 0x41, 64);
  count++;
}

static void attack(void) {
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  EXPECT(sigaltstack(&alternate, 0) == 0);
  long words[WORDS_OF_ADDRESS];
  words_of(test_stack_address() & ~4095l, words);
  for (int i = 0; i < WORDS_OF_ADDRESS; i++) {
    unsigned native[3] = {(unsigned)words[i], 0, 65536};
    long wide[3] = {words[i], 0, 65536};
    CALL(SYS_sigaltstack, native, 0);
    CALL(SYS_sigaltstack, wide, 0);
  }
  EXPECT(sigaltstack(&alternate, 0) == 0);
  struct sigaction action = {.sa_sigaction = handle,
                             .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
  sigaction(SIGALRM, &action, 0);
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, scribble, 0) == 0);
  struct itimerval often = {{0, 300}, {0, 300}};
  setitimer(ITIMER_REAL, &often, 0);
  struct timespec start = begin();
  while (has_time(start, 800)) CALL(SYS_getppid);
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &never, 0);
  is_over = 1;
  pthread_join(thread, 0);
  EXPECT(count > 0);
}
