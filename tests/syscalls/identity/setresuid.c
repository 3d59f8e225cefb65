#include "identity.h"

int main(void) {
  IN_CHILD(CALL(setresuid, 1, 2, 3); show_users(); CALL(setresuid, 3, 1, 2); show_users();
           CALL(setresuid, 4, -1, -1);
           CALL(setresuid, -1, 2, -1);
           show_users());
  IN_CHILD(CALL(setresuid, -1, 7, -1); show_users(); CALL(setresuid, -1, 0, -1); show_users());
  CALL(setresuid, -1, -1, -1);
  show_users();
}
