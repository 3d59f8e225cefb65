// trace: landlock_create_ruleset,landlock_add_rule,landlock_restrict_self
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <unistd.h>

struct ruleset {
  uint64_t files;
};
struct __attribute__((packed)) below {
  uint64_t allowed;
  int32_t parent;
};

int main(void) {
  access("begin", F_OK);
  syscall(444, NULL, 0, 1);
  struct ruleset rules = {0xd};
  int set = syscall(444, &rules, sizeof rules, 0);
  struct below below = {0xc, open("/tmp", O_PATH)};
  syscall(445, set, 1, &below, 0);
  syscall(445, set, 9, &below, 0);
  syscall(446, set, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  syscall(446, set, 0);
  return 0;
}
