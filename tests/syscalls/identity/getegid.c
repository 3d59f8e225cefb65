#include "identity.h"

int main(void) {
  CALL(getegid);
  IN_CHILD(MUST(setresgid(11, 12, 13)); MUST(setresuid(21, 22, 23)); CALL(getegid));
  IN_CHILD(as_nobody(); CALL(getegid); IN_CHILD(CALL(getegid)));
}
