#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setresgid, 1, 2, 3); show_groups(); MUST(setuid(9)); CALL(setresgid, 3, 1, 2);
           show_groups();
           CALL(setresgid, 4, -1, -1));
  CALL(setresgid, -1, -1, -1);
  show_groups();
}
