/* Users and groups of the calling process. Most programs do nothing as another user than root. */
#pragma once

#include <sys/fsuid.h>

#include "check.h"

__attribute__((unused)) static void show_users(void) {
  unsigned real, effective, saved;
  RAW(getresuid, &real, &effective, &saved);
  SAY("users %u %u %u, of files %d", real, effective, saved, (int)RAW(setfsuid, -1));
}
__attribute__((unused)) static void show_groups(void) {
  unsigned real, effective, saved;
  RAW(getresgid, &real, &effective, &saved);
  SAY("groups %u %u %u, of files %d", real, effective, saved, (int)RAW(setfsgid, -1));
}
__attribute__((unused)) static void as_nobody(void) {
  MUST(setgid(65534));
  MUST(setuid(65534));
}
