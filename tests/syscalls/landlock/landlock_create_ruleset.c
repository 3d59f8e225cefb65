#include "landlock.h"

int main(void) {
  close(new_ruleset());
  CALL(landlock_create_ruleset, NULL, 0, 1);
  unsigned long long attributes[4] = {READ_FILE | WRITE_FILE};
  int fd = (int)CALL(landlock_create_ruleset, attributes, 8, 0);
  SHOW(fcntl(fd, F_GETFD));
  CALL(landlock_create_ruleset, attributes, 16, 0);
  CALL(landlock_create_ruleset, attributes, 32, 0);
  attributes[3] = 1;
  CALL(landlock_create_ruleset, attributes, 32, 0);
  CALL(landlock_create_ruleset, attributes, 7, 0);
  CALL(landlock_create_ruleset, attributes, 0, 0);
  CALL(landlock_create_ruleset, attributes, 5000, 0);
  attributes[0] = 0;
  CALL(landlock_create_ruleset, attributes, 8, 0);
  attributes[0] = 1ull << 60;
  CALL(landlock_create_ruleset, attributes, 8, 0);
  CALL(landlock_create_ruleset, NULL, 8, 0);
  CALL(landlock_create_ruleset, no_access(), 8, 0);
  CALL(landlock_create_ruleset, HIGHEST_PAGE, 8, 0);
  CALL(landlock_create_ruleset, NULL, 8, 1);
  CALL(landlock_create_ruleset, attributes, 0, 1);
  CALL(landlock_create_ruleset, NULL, 0, 0x100);
  CALL(landlock_create_ruleset, NULL, 0, -1);
}
