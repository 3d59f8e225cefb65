#include "check.h"

int main(void) {
  umask(027);
  int fd = (int)CALL(creat, "made", 0777);
  struct stat status;
  MUST(fstat(fd, &status));
  SHOW_OCTAL(status.st_mode);
  SHOW_OCTAL(fcntl(fd, F_GETFL) & ~0100000);
  CHECK(write(fd, "text", 4) == 4);
  CALL(read, fd, "", 0);
  CALL(creat, "made", 0);
  SHOW_TEXT(content_of("made"));
  SHOW_OCTAL(mode_of("made"));
  mkdir("folder", 0700);
  CALL(creat, "folder", 0600);
  CALL(creat, "absent/made", 0600);
  CALL(creat, "made/below", 0600);
  CALL(creat, "", 0600);
  CALL(creat, NULL, 0600);
  CALL(creat, no_access(), 0600);
  CALL(creat, "strange", 0107777);
  SHOW_OCTAL(mode_of("strange"));
}
