#include "identity.h"

int main(void) {
  CALL(geteuid);
  IN_CHILD(MUST(setresgid(11, 12, 13)); MUST(setresuid(21, 22, 23)); CALL(geteuid));
  IN_CHILD(as_nobody(); CALL(geteuid); IN_CHILD(CALL(geteuid)));
}
