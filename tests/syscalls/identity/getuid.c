#include "identity.h"

int main(void) {
  CALL(getuid);
  IN_CHILD(MUST(setresgid(11, 12, 13)); MUST(setresuid(21, 22, 23)); CALL(getuid));
  IN_CHILD(as_nobody(); CALL(getuid); IN_CHILD(CALL(getuid)));
}
