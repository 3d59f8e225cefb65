#include "mounts.h"

int main(void) {
  struct mount_request request = {24, 0, ROOT_OF_ALL, 0, 0};
  unsigned long long ids[512] = {0};
  long count = CALL(listmount, &request, ids, 512, 0);
  int found = 0;
  for (long i = 0; i < count; i++) found |= ids[i] == mount_of("/proc");
  SHOW(found);
  CALL(listmount, &request, ids, 1, 0);
  CHECK(ids[0] != 0);
  request.parameter = ids[0];
  CALL(listmount, &request, ids, 512, 0);
  request.parameter = 0;
  CALL(listmount, &request, ids, 512, 1);
  CALL(listmount, &request, ids, 512, 2);
  CALL(listmount, &request, ids, 0, 0);
  CALL(listmount, &request, ids, 1000001, 0);
  CALL(listmount, &request, NULL, 512, 0);
  CALL(listmount, &request, no_access(), 512, 0);
  CALL(listmount, NULL, ids, 512, 0);
  CALL(listmount, no_access(), ids, 512, 0);
  request.id = mount_of("/proc");
  CALL(listmount, &request, ids, 512, 0);
  request.id = 1;
  CALL(listmount, &request, ids, 512, 0);
  request.size = 8;
  CALL(listmount, &request, ids, 512, 0);
}
