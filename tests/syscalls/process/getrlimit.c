#include "check.h"

int main(void) {
  for (int resource = -1; resource < 18; resource++) {
    struct rlimit limit = {7, 7};
    CALL(getrlimit, resource, &limit);
    SHOW(limit.rlim_cur);
    SHOW(limit.rlim_max);
  }
  CALL(getrlimit, RLIMIT_NOFILE, NULL);
  CALL(getrlimit, RLIMIT_NOFILE, no_access());
  CALL(getrlimit, RLIMIT_AS, NULL);
  CALL(getrlimit, RLIMIT_AS, no_access());
  CALL(getrlimit, RLIMIT_STACK, read_only());
  CALL(getrlimit, RLIMIT_AS, before_the_end(16));
  CALL(getrlimit, 99, no_access());
}
