#include "clock.h"

int main(void) {
  long kept = 0;
  long seconds = CALL_OK(time, &kept);
  CHECK(kept == seconds);
  CHECK(seconds >= time(NULL) - 1 && seconds <= time(NULL) + 1);
  CALL_OK(time, NULL);
  CALL(time, no_access());
  CALL(time, read_only());
  CALL_OK(time, before_the_end(8));
  CALL(time, before_the_end(4));
}
