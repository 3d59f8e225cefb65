#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setgid, 1000); show_groups(); CALL(setgid, 0); show_groups());
  IN_CHILD(MUST(setresgid(1, 2, 3)); MUST(setuid(9)); CALL(setgid, 3); show_groups();
           CALL(setgid, 1);
           show_groups();
           CALL(setgid, 2);
           CALL(setgid, 0));
  CALL(setgid, -1);
  CALL(setgid, 0);
  show_groups();
}
