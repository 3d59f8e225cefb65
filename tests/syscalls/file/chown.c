#include "owner.h"

int main(void) {
  make_files();
  CALL(chown, "file", 1000, 2000);
  SHOW_OWNER("file");
  CALL(chown, "file", -1, 3000);
  SHOW_OWNER("file");
  MUST(chmod("file", 06755));
  CALL(chown, "file", 4000, -1);
  SHOW_OWNER("file");
  CALL(chown, "file", -1, -1);
  SHOW_OWNER("file");
  CALL(chown, "link", 5, 6);
  SHOW_OWNER("link");
  SHOW_OWNER("file");
  CALL(chown, "folder", 0x7fffffff, 0xfffffffe);
  SHOW_OWNER("folder");
  CALL(chown, "dangling", 7, 8);
  SHOW_OWNER("dangling");
  CALL(chown, "absent", 1, 1);
  CALL(chown, "file/x", 1, 1);
  CALL(chown, "", 1, 1);
  CALL(chown, NULL, 1, 1);
  CALL(chown, no_access(), 1, 1);
  CALL(chown, long_name(256), 1, 1);
  chmod(".", 0755);
  if (geteuid() == 0) {
    MUST(chown("other", 65534, 65534));
    IN_CHILD(setgroups(0, NULL); setgid(65534); setuid(65534); CALL(chown, "other", 1, -1); CALL(chown, "other", -1, 1);
             CALL(chown, "other", -1, 65534); CALL(chown, "other", -1, -1));
  }
}
