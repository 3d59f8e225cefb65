#include "futex.h"

int main(void) {
  if (RAW(futex_wake, &word, 1, 1, 2) == -ENOSYS) {
    SAY("the kernel has no futex_wake");
    return 77;
  }
  pthread_t threads[2];
  CALL(futex_wake, &word, 1, 1, 2);
  start_sleepers(threads, 2);
  CALL(futex_wake, &word, 1, 1, 2);
  wait_until_woken(1);
  CALL(futex_wake, &word, 1, 5, 2);
  wait_until_woken(2);
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  CALL(futex_wake, &word, 0, 1, 2);
  CALL(futex_wake, &word, -1, 1, 2);
  CALL(futex_wake, &word, 1, 1, 0x1000);
  CALL(futex_wake, &word, 1, -1, 2);
  CALL(futex_wake, NULL, 1, 1, 2);
  CALL(futex_wake, no_access(), 1, 1, 2);
  CALL(futex_wake, (char*)&word + 1, 1, 1, 2);
}
