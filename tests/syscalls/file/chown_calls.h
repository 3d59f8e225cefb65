/* chown and lchown, for the programs that define THE_CALL to be one of the two. */
#pragma once

#include "owner.h"

int main(void) {
  make_files();
  CALL_IT("file", 1000, 2000);
  SHOW_OWNER("file");
  CALL_IT("file", -1, 3000);
  SHOW_OWNER("file");
  MUST(chmod("file", 06755));
  CALL_IT("file", 4000, -1);
  SHOW_OWNER("file");
  CALL_IT("file", -1, -1);
  SHOW_OWNER("file");
  CALL_IT("link", 5, 6);
  SHOW_OWNER("link");
  SHOW_OWNER("file");
  CALL_IT("folder", 0x7fffffff, 0xfffffffe);
  SHOW_OWNER("folder");
  CALL_IT("dangling", 7, 8);
  SHOW_OWNER("dangling");
  CALL_IT("absent", 1, 1);
  CALL_IT("file/x", 1, 1);
  CALL_IT("", 1, 1);
  CALL_IT(NULL, 1, 1);
  CALL_IT(no_access(), 1, 1);
  CALL_IT(long_name(256), 1, 1);
  chmod(".", 0755);
  if (geteuid() == 0) {
    MUST(chown("other", 65534, 65534));
    IN_CHILD(setgroups(0, NULL); setgid(65534); setuid(65534); CALL_IT("other", 1, -1);
             CALL_IT("other", -1, 1);
             CALL_IT("other", -1, 65534);
             CALL_IT("other", -1, -1));
  }
}
