#include "futex.h"

struct waiter {
  uint64_t value, address;
  uint32_t flags, reserved;
};

static int words[128];

static struct waiter on(int* place, uint64_t value) {
  return (struct waiter){value, (size_t)place, 2 | 128, 0};
}

static void* wake(void* place) {
  usleep(50000);
  RAW(futex, place, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
  return NULL;
}

int main(void) {
  struct waiter list[129];
  for (int i = 0; i < 129; i++) list[i] = on(words + i % 128, 0);
  struct timespec then = after_now(CLOCK_MONOTONIC, 20000000),
                  wall = after_now(CLOCK_REALTIME, 20000000), past = {1, 0}, bad = {1, -1};
  CALL(futex_waitv, list, 1, 0, &then, CLOCK_MONOTONIC);
  CALL(futex_waitv, list, 128, 0, &wall, CLOCK_REALTIME);
  pthread_t thread;
  pthread_create(&thread, NULL, wake, words + 2);
  CALL(futex_waitv, list, 4, 0, NULL, CLOCK_MONOTONIC);
  pthread_join(thread, NULL);
  list[1].value = 9;
  CALL(futex_waitv, list, 3, 0, &past, CLOCK_MONOTONIC);
  list[1].value = 0;
  CALL(futex_waitv, list, 0, 0, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, list, 129, 0, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, list, 1, 1, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_BOOTTIME);
  CALL(futex_waitv, list, 1, 0, &bad, CLOCK_MONOTONIC);
  CALL(futex_waitv, list, 1, 0, no_access(), CLOCK_MONOTONIC);
  CALL(futex_waitv, NULL, 1, 0, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, no_access(), 1, 0, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, no_access(), 1, 7, &past, CLOCK_MONOTONIC);
  CALL(futex_waitv, before_the_end(30), 2, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(NULL, 0);
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(no_access(), 0);
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on((int*)((char*)words + 1), 0);
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(words, 0);
  list[0].address |= 0x4000000000000000;
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(words, 0);
  list[0].reserved = 1;
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(words, 0);
  list[0].flags = 0x1000;
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
  list[0] = on(words, UINT64_C(1) << 40);
  CALL(futex_waitv, list, 1, 0, &past, CLOCK_MONOTONIC);
}
