#include "futex.h"

struct waiter {
  uint64_t value, address;
  uint32_t flags, reserved;
};

int main(void) {
  struct waiter pair[2] = {{1, (size_t)&word, 2, 0}, {0, (size_t)&second, 2, 0}};
  if (RAW(futex_requeue, pair, 0, 0, 0) == -ENOSYS) {
    SAY("the kernel has no futex_requeue");
    return 77;
  }
  pthread_t threads[3];
  start_sleepers(threads, 3);
  pair[0].value = 7;
  CALL(futex_requeue, pair, 0, 1, 1);
  pair[0].value = 1;
  CALL(futex_requeue, pair, 0, 1, 1);
  wait_until_woken(1);
  CALL(futex, &second, FUTEX_WAKE, 5, NULL, NULL, 0);
  CALL(futex, &word, FUTEX_WAKE, 5, NULL, NULL, 0);
  wait_until_woken(3);
  for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
  CALL(futex_requeue, pair, 1, 1, 1);
  CALL(futex_requeue, pair, 0, -1, 1);
  CALL(futex_requeue, NULL, 0, 1, 1);
  CALL(futex_requeue, no_access(), 0, 1, 1);
  CALL(futex_requeue, before_the_end(30), 0, 1, 1);
  pair[1].address = (size_t)no_access();
  CALL(futex_requeue, pair, 0, 1, 1);
  pair[1].address = (size_t)&second + 1;
  CALL(futex_requeue, pair, 0, 1, 1);
}
