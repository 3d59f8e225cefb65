#include <grp.h>

#include "identity.h"

int main(void) {
  gid_t list[8] = {9, 9, 9, 9}, wanted[] = {30, 10, 20};
  MUST(setgroups(3, wanted));
  CALL(getgroups, 8, list);
  for (int i = 0; i < 4; i++) SHOW(list[i]);
  CALL(getgroups, 3, list);
  CALL(getgroups, 2, list);
  CALL(getgroups, 0, NULL);
  CALL(getgroups, 0, no_access());
  CALL(getgroups, -1, list);
  CALL(getgroups, 8, NULL);
  CALL(getgroups, 8, no_access());
  CALL(getgroups, 8, read_only());
  CALL(getgroups, 3, before_the_end(12));
  CALL(getgroups, 3, before_the_end(8));
  MUST(setgroups(0, NULL));
  CALL(getgroups, 8, list);
  CALL(getgroups, 8, no_access());
}
