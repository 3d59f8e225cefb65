#include "signals.h"

int main(void) {
  CALL(process_mrelease, -1, 0);
  CALL(process_mrelease, 0, 0);
  CALL(process_mrelease, (int)RAW(pidfd_open, getpid(), 0), 0);
  CALL(process_mrelease, (int)RAW(pidfd_open, getpid(), 0), 1);
}
