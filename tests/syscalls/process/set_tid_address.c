#include "check.h"

int main(void) {
  int word = 5;
  CHECK(RAW(set_tid_address, &word) == getpid());
  CHECK(RAW(set_tid_address, NULL) == getpid());
  CHECK(RAW(set_tid_address, no_access()) == getpid());
  SHOW(word);
  IN_CHILD(CHECK(RAW(set_tid_address, no_access()) == getpid()));
}
