#include "owner.h"

int main(void) {
  make_files();
  CALL(lchown, "file", 1000, 2000);
  SHOW_OWNER("file");
  CALL(lchown, "file", -1, 3000);
  SHOW_OWNER("file");
  MUST(chmod("file", 06755));
  CALL(lchown, "file", 4000, -1);
  SHOW_OWNER("file");
  CALL(lchown, "file", -1, -1);
  SHOW_OWNER("file");
  CALL(lchown, "link", 5, 6);
  SHOW_OWNER("link");
  SHOW_OWNER("file");
  CALL(lchown, "folder", 0x7fffffff, 0xfffffffe);
  SHOW_OWNER("folder");
  CALL(lchown, "dangling", 7, 8);
  SHOW_OWNER("dangling");
  CALL(lchown, "absent", 1, 1);
  CALL(lchown, "file/x", 1, 1);
  CALL(lchown, "", 1, 1);
  CALL(lchown, NULL, 1, 1);
  CALL(lchown, no_access(), 1, 1);
  CALL(lchown, long_name(256), 1, 1);
  chmod(".", 0755);
  if (geteuid() == 0) {
    MUST(chown("other", 65534, 65534));
    IN_CHILD(setgroups(0, NULL); setgid(65534); setuid(65534); CALL(lchown, "other", 1, -1); CALL(lchown, "other", -1, 1);
             CALL(lchown, "other", -1, 65534); CALL(lchown, "other", -1, -1));
  }
}
