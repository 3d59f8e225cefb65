#include "futex.h"

int main(void) {
  pthread_t threads[4];
  word = 1;
  CALL(futex, &word, FUTEX_WAIT, 2, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_WAIT, 1, &soon, NULL, 0);
  CALL(futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 1, &soon, NULL, 0);
  CALL(futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0);
  start_sleepers(threads, 3);
  CALL(futex, &word, FUTEX_WAKE, 1, NULL, NULL, 0);
  wait_until_woken(1);
  CALL(futex, &word, FUTEX_WAKE, 100, NULL, NULL, 0);
  wait_until_woken(3);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);

  start_sleepers(threads, 3);
  CALL(futex, &word, FUTEX_CMP_REQUEUE, 1, 1, &second, 7);
  CALL(futex, &word, FUTEX_CMP_REQUEUE, 1, 1, &second, 1);
  wait_until_woken(1);
  CALL(futex, &second, FUTEX_WAKE, 5, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_REQUEUE, 0, 5, &second, 0);
  CALL(futex, &second, FUTEX_WAKE, 5, NULL, NULL, 0);
  wait_until_woken(3);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);

  start_sleepers(threads, 1);
  second = 5;
  CALL(futex, &second, FUTEX_WAKE_OP, 1, 1, &word, FUTEX_OP(FUTEX_OP_ADD, 2, FUTEX_OP_CMP_EQ, 1));
  SHOW(word);
  wait_until_woken(1);
  pthread_join(threads[0], NULL);

  struct timespec past = {1, 0}, then = after_now(CLOCK_MONOTONIC, 10000000),
                  wall = after_now(CLOCK_REALTIME, 10000000);
  CALL(futex, &word, FUTEX_WAIT_BITSET, word, &past, NULL, -1);
  CALL(futex, &word, FUTEX_WAIT_BITSET, word, &then, NULL, 1);
  CALL(futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME, word, &wall, NULL, 1);
  CALL(futex, &word, FUTEX_WAIT_BITSET, word, &past, NULL, 0);
  CALL(futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_WAKE_BITSET, 1, NULL, NULL, 1);
  word = 0;
  CALL(futex, &word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  CHECK(word == RAW(gettid));
  CALL(futex, &word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  SHOW(word);
  CALL(futex, &word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  CALL(futex, &word, 13 /* FUTEX_LOCK_PI2 */, 0, &past, NULL, 0);
  CALL(futex, &word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0);
  word = 0x3ffffff0;
  CALL(futex, &word, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_WAIT_REQUEUE_PI, word, &past, &word, 0);

  struct timespec bad = {0, 1000000000}, negative = {-1, 0};
  CALL(futex, &word, FUTEX_WAIT, word, &bad, NULL, 0);
  CALL(futex, &word, FUTEX_WAIT, word, &negative, NULL, 0);
  CALL(futex, &word, FUTEX_WAIT, word, no_access(), NULL, 0);
  CALL(futex, NULL, FUTEX_WAIT, 0, &soon, NULL, 0);
  CALL(futex, no_access(), FUTEX_WAIT, 0, &soon, NULL, 0);
  CALL(futex, read_only(), FUTEX_WAIT, 0, &soon, NULL, 0);
  CALL(futex, (char*)&word + 1, FUTEX_WAIT, 0, &soon, NULL, 0);
  CALL(futex, HIGHEST_PAGE, FUTEX_WAIT, 0, &soon, NULL, 0);
  CALL(futex, no_access(), FUTEX_WAKE, 1, NULL, NULL, 0);
  CALL(futex, no_access(), FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
  CALL(futex, (char*)&word + 2, FUTEX_WAKE, 1, NULL, NULL, 0);
  CALL(futex, NULL, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_REQUEUE, 0, 1, no_access(), 0);
  CALL(futex, &word, FUTEX_REQUEUE, 0, 1, (char*)&word + 1, 0);
  CALL(futex, &word, FUTEX_REQUEUE, -1, 1, &second, 0);
  CALL(futex, &word, FUTEX_CMP_REQUEUE, 1, -1, &second, word);
  CALL(futex, &word, FUTEX_WAKE_OP, 1, 1, no_access(), 0);
  CALL(futex, &word, FUTEX_WAKE_OP, 1, 1, &second, 0x70000000);
  CALL(futex, &word, 2, 0, NULL, NULL, 0);
  CALL(futex, &word, 99, 0, NULL, NULL, 0);
  CALL(futex, &word, -1, 0, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1, NULL, NULL, 0);
  int* shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = MUST(fork());
  if (child == 0) _exit((int)-RAW(futex, shared, FUTEX_WAIT, 0, NULL, NULL, 0));
  while (RAW(futex, shared, FUTEX_WAKE, 1, NULL, NULL, 0) == 0) usleep(1000);
  print_end_of(child);
}
