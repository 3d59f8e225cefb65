#include "capability.h"

static void show(void) {
  struct head head = {VERSION_3, 0};
  struct data data[2];
  RAW(capget, &head, data);
  for (int i = 0; i < 2; i++) {
    SAY("%#x %#x %#x", data[i].effective, data[i].permitted, data[i].inheritable);
  }
}

int main(void) {
  struct head head = {VERSION_3, 0};
  struct data all[2], some[2] = {{0x3, 0x7, 0x1}, {0, 0, 0}},
                      more[2] = {{0x7, 0xf, 0x1}, {0, 0, 0}}, odd[2] = {{0x8, 0x7, 0}, {0, 0, 0}};
  RAW(capget, &head, all);
  CALL(capset, &head, all);
  IN_CHILD(CALL(capset, &head, some); show(); CALL(capset, &head, more); CALL(capset, &head, odd);
           show();
           SHOW(setuid(5)));
  head.pid = getpid();
  CALL(capset, &head, all);
  head.pid = 1;
  CALL(capset, &head, all);
  head.pid = -1;
  CALL(capset, &head, all);
  head = (struct head){7, 0};
  CALL(capset, &head, all);
  SHOW_HEX(head.version);
  CALL(capset, NULL, all);
  CALL(capset, no_access(), all);
  CALL(capset, &head, NULL);
  CALL(capset, &head, no_access());
  head.version = VERSION_1;
  IN_CHILD(CALL(capset, &head, some); show());
}
