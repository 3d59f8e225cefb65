#include "check.h"

int main(void) {
  CHECK(RAW(getpid) == getpid());
  CHECK(RAW(getpid) == RAW(gettid));
  pid_t parent = getpid();
  IN_CHILD(CHECK(RAW(getpid) != parent); CHECK(RAW(getpid) == RAW(gettid)));
  char link[32] = "";
  readlink("/proc/self", link, sizeof link - 1);
  CHECK(atoi(link) == RAW(getpid));
}
