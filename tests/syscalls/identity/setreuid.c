#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setreuid, 10, 20); show_users(); CALL(setreuid, 20, 10); show_users();
           CALL(setreuid, -1, 20);
           show_users();
           CALL(setreuid, 0, 0));
  IN_CHILD(CALL(setreuid, -1, 20); show_users(); CALL(setreuid, -1, 0); show_users());
  IN_CHILD(CALL(setreuid, 20, -1); show_users());
  CALL(setreuid, -1, -1);
  show_users();
}
