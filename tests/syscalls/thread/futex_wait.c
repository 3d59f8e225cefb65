#include "futex.h"

int main(void) {
  if (RAW(futex_wait, &word, 1, 1, 2, NULL, 1) == -ENOSYS) {
    SAY("the kernel has no futex_wait");
    return 77;
  }
  struct timespec then = after_now(CLOCK_MONOTONIC, 20000000), past = {1, 0};
  CALL(futex_wait, &word, 1, 1, 2, NULL, CLOCK_MONOTONIC);
  CALL(futex_wait, &word, 0, 1, 2, &then, CLOCK_MONOTONIC);
  CALL(futex_wait, &word, 0, -1, 2 | 128, &past, CLOCK_REALTIME);
  CALL(futex_wait, &word, 0, 0, 2, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, &word, 0, 1, 0x1000, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, &word, 0, 1, 2, &past, CLOCK_BOOTTIME);
  CALL(futex_wait, &word, 1L << 40, 1, 2, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, NULL, 0, 1, 2, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, no_access(), 0, 1, 2, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, (char*)&word + 1, 0, 1, 2, &past, CLOCK_MONOTONIC);
  CALL(futex_wait, &word, 0, 1, 2, no_access(), CLOCK_MONOTONIC);
}
