#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setregid, 10, 20); show_groups(); CALL(setregid, -1, 10); show_groups());
  IN_CHILD(MUST(setresgid(1, 2, 3)); MUST(setuid(9)); CALL(setregid, 2, 1); show_groups();
           CALL(setregid, 3, -1);
           CALL(setregid, -1, 3);
           show_groups();
           CALL(setregid, 0, 0));
  CALL(setregid, -1, -1);
  show_groups();
}
