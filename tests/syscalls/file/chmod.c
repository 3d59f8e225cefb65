#include "paths.h"

int main(void) {
  make_files();
  CALL(chmod, "file", 0);
  SHOW_OCTAL(mode_of("file"));
  CALL(chmod, "link", 04711);
  SHOW_OCTAL(mode_of("file"));
  SHOW_OCTAL(mode_of("link"));
  CALL(chmod, "folder", 03755);
  SHOW_OCTAL(mode_of("folder"));
  CALL(chmod, "file", 0177777);
  SHOW_OCTAL(mode_of("file"));
  CALL(chmod, "dangling", 0600);
  CALL(chmod, "loop", 0600);
  CALL(chmod, "absent", 0600);
  CALL(chmod, "file/x", 0600);
  CALL(chmod, "", 0600);
  CALL(chmod, NULL, 0600);
  CALL(chmod, no_access(), 0600);
  CALL(chmod, long_name(256), 0600);
  CALL(chmod, "/proc/self/mem", 0644);
  chmod(".", 0755);
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(chmod, "file", 0600));
}
