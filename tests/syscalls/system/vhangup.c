#include "check.h"

int main(void) {
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(vhangup));
}
