#include "identity.h"

int main(void) {
  CALL(getgid);
  IN_CHILD(MUST(setresgid(11, 12, 13)); MUST(setresuid(21, 22, 23)); CALL(getgid));
  IN_CHILD(as_nobody(); CALL(getgid); IN_CHILD(CALL(getgid)));
}
