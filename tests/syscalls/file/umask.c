#include "check.h"

int main(void) {
  CALL(umask, 022);
  CALL(umask, 0777);
  make_file("closed", "");
  SHOW_OCTAL(mode_of("closed"));
  CALL(umask, 0);
  CALL(umask, 0177777);
  CALL(umask, -1);
  CALL(umask, 027);
  mkdir("folder", 0777);
  SHOW_OCTAL(mode_of("folder"));
  IN_CHILD(CALL(umask, 077); CALL(umask, 077));
  CALL(umask, 022);
}
