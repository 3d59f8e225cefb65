#include <pthread.h>

#include "check.h"

static long other;

static void* run(void* unused) {
  other = RAW(gettid);
  return unused;
}

int main(void) {
  CHECK(RAW(gettid) == getpid());
  pthread_t thread;
  pthread_create(&thread, NULL, run, NULL);
  pthread_join(thread, NULL);
  CHECK(other > 0 && other != getpid());
  IN_CHILD(CHECK(RAW(gettid) == getpid()));
}
