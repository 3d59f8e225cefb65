/* What a child compiles for itself does not appear in its parent. */
#include "escape.h"

static void handle(int signal) {
  (void)signal;
}
static void handle_with_info(int signal, siginfo_t* info, void* context) {
  (void)signal, (void)info, (void)context;
}
static void* nothing(void* argument) {
  return argument;
}

static void make_code(void) {
  signal(SIGUSR1, handle);
  struct sigaction action = {.sa_sigaction = handle_with_info, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR2, &action, 0);
  raise(SIGUSR1);
  raise(SIGUSR2);
  pthread_t thread;
  if (pthread_create(&thread, 0, nothing, 0) == 0) pthread_join(thread, 0);
}

static void attack(void) {
  for (int i = 0; i < 5; i++) {
    EXPECT(end_of_child(make_code) == 0);
    EXPECT(test_check() == 0);
  }
  make_code();
}
