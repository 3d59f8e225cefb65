#include <grp.h>

#include "identity.h"

static void show(void) {
  gid_t list[64];
  int count = getgroups(64, list);
  SHOW(count);
  for (int i = 0; i < count && i < 4; i++) SHOW(list[i]);
}

int main(void) {
  gid_t list[] = {30, 10, 20, 10};
  CALL(setgroups, 4, list);
  show();
  CALL(setgroups, 1, list);
  show();
  CALL(setgroups, 0, NULL);
  show();
  CALL(setgroups, 0, no_access());
  CALL(setgroups, 2, NULL);
  CALL(setgroups, 2, no_access());
  CALL(setgroups, 3, before_the_end(8));
  CALL(setgroups, -1, list);
  CALL(setgroups, 65537, list);
  list[0] = -1;
  CALL(setgroups, 1, list);
  IN_CHILD(MUST(setuid(65534)); CALL(setgroups, 0, NULL); CALL(setgroups, 1, no_access()));
}
