#include "landlock.h"

int main(void) {
  make_files();
  int fd = new_ruleset();
  struct path_rule rule = {READ_FILE, MUST(open("open", O_PATH))};
  SHOW(sizeof rule);
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  CALL(landlock_add_rule, fd, 1, &rule, 1);
  CALL(landlock_add_rule, fd, 1, NULL, 0);
  CALL(landlock_add_rule, fd, 1, no_access(), 0);
  CALL(landlock_add_rule, fd, 1, (char*)before_the_end(8), 0);
  CALL(landlock_add_rule, fd, 77, &rule, 0);
  rule.access = 0;
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  rule.access = EXECUTE;
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  rule.access = READ_DIR;
  rule.parent = MUST(open("open/file", O_PATH));
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  rule.parent = -1;
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  rule.parent = fd;
  CALL(landlock_add_rule, fd, 1, &rule, 0);
  CALL(landlock_add_rule, -1, 1, &rule, 0);
  CALL(landlock_add_rule, 0, 1, &rule, 0);
  unsigned long long port[2] = {1, 80};
  CALL(landlock_add_rule, fd, 2, port, 0);
}
