#include "paths.h"

int main(void) {
  make_files();
  CALL(chroot, "file");
  CALL(chroot, "absent");
  CALL(chroot, "loop");
  CALL(chroot, "");
  CALL(chroot, NULL);
  CALL(chroot, no_access());
  CALL(chroot, long_name(256));
  IN_CHILD(CALL(chroot, "folder"); SHOW_TEXT(content_of("/inner")); SHOW_TEXT(content_of("file"));
           chdir("/");
           SHOW_TEXT(content_of("../inner"));
           SHOW(access("/proc", F_OK)));
  chmod(".", 0755);
  if (geteuid() == 0) IN_CHILD(setuid(65534); CALL(chroot, "folder"));
  SHOW(access("/proc", F_OK));
}
