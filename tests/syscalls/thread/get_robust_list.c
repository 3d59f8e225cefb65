#include "check.h"

int main(void) {
  static long head[3];
  void* list = NULL;
  size_t size = 0;
  RAW(set_robust_list, head, 24);
  CALL(get_robust_list, 0, &list, &size);
  CHECK(list == head);
  SHOW(size);
  list = NULL;
  CALL(get_robust_list, getpid(), &list, &size);
  CHECK(list == head);
  CALL(get_robust_list, 0, no_access(), &size);
  CALL(get_robust_list, 0, &list, no_access());
  CALL(get_robust_list, 0x3fffffff, &list, &size);
  CALL(get_robust_list, -1, &list, &size);
  IN_CHILD(MUST(setgid(65534)); MUST(setuid(65534)); CALL(get_robust_list, 1, &list, &size));
  IN_CHILD(CALL(get_robust_list, 0, &list, &size); CHECK(list != head));
}
