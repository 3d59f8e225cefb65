#include "capability.h"

int main(void) {
  struct head head = {VERSION_3, 0};
  struct data data[2];
  memset(data, 0x55, sizeof data);
  CALL(capget, &head, data);
  SHOW_HEX(data[0].effective);
  SHOW_HEX(data[1].permitted);
  SHOW_HEX(data[0].inheritable);
  head.pid = getpid();
  CALL(capget, &head, data);
  IN_CHILD(as_nobody(); CALL(capget, &head, data); head.pid = 0; CALL(capget, &head, data);
           SHOW_HEX(data[0].effective);
           SHOW_HEX(data[0].permitted));
  head = (struct head){VERSION_1, 0};
  CALL(capget, &head, before_the_end(12));
  head = (struct head){VERSION_2, 0};
  CALL(capget, &head, data);
  head = (struct head){1, 0};
  CALL(capget, &head, data);
  SHOW_HEX(head.version);
  head = (struct head){0, 0};
  CALL(capget, &head, NULL);
  SHOW_HEX(head.version);
  CALL(capget, &head, NULL);
  head.pid = -1;
  CALL(capget, &head, data);
  head.pid = 0x3fffffff;
  CALL(capget, &head, data);
  head.pid = 0;
  CALL(capget, NULL, data);
  CALL(capget, no_access(), data);
  CALL(capget, &head, no_access());
  CALL(capget, &head, read_only());
  CALL(capget, &head, before_the_end(12));
}
