#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setuid, 1000); show_users(); CALL(setuid, 1000); CALL(setuid, 0);
           CALL(setuid, 1001);
           show_users());
  IN_CHILD(MUST(setresuid(1, 2, 3)); CALL(setuid, 3); show_users(); CALL(setuid, 1); show_users();
           CALL(setuid, 2);
           show_users());
  IN_CHILD(MUST(seteuid(5)); CALL(setuid, 0); show_users());
  CALL(setuid, -1);
  CALL(setuid, 0);
  show_users();
}
