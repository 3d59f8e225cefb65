#include "mounts.h"

struct mount {
  unsigned size, options;
  unsigned long long mask;
  unsigned sb_major, sb_minor;
  unsigned long long magic;
  unsigned sb_flags, type;
  unsigned long long id, parent;
  unsigned old_id, old_parent;
  unsigned long long attributes, propagation, group, master, propagate_from;
  unsigned root, point;
  unsigned long long namespace_id;
  unsigned more[100];
  char text[512];
};

int main(void) {
  struct mount_request request = {24, 0, mount_of("/proc"), 1 | 2 | 32, 0};
  struct mount mount = {0};
  CALL(statmount, &request, &mount, sizeof mount, 0);
  CHECK(mount.id == request.id);
  SHOW_HEX(mount.magic);
  SHOW_TEXT((char*)&mount + 512 + mount.type);
  CALL(statmount, &request, &mount, 600, 0);
  CALL(statmount, &request, &mount, 513, 0);
  CALL(statmount, &request, &mount, 0, 0);
  CALL(statmount, &request, &mount, sizeof mount, 0x1000);
  request.size = 23;
  CALL(statmount, &request, &mount, sizeof mount, 0);
  request.size = 5000;
  CALL(statmount, &request, &mount, sizeof mount, 0);
  request.size = 24;
  request.id = 1;
  CALL(statmount, &request, &mount, sizeof mount, 0);
  request.id = mount.id;
  CALL(statmount, &request, NULL, sizeof mount, 0);
  CALL(statmount, &request, no_access(), sizeof mount, 0);
  CALL(statmount, NULL, &mount, sizeof mount, 0);
  CALL(statmount, no_access(), &mount, sizeof mount, 0);
}
