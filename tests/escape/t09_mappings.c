/* Mappings everywhere, with every flag; the map of linear memory is audited all along. */
#include "memory_calls.h"

static void attack(void) {
  int file = open("file", O_RDWR | O_CREAT, 0600);
  EXPECT(ftruncate(file, 1 << 20) == 0);
  for (int i = 0; i < 4000; i++) {
    long at = any_address(), length = any_length();
    int flags = (int)(1l << draw() % 24) | (int)(1l << draw() % 24) | (int)(1 + draw() % 3);
    switch (draw() % 6) {
      case 0:
      case 1:
        if ((flags & MAP_FIXED) && is_ours(at)) break;
        if (flags & MAP_POPULATE) flags &= ~MAP_POPULATE;
        CALL(SYS_mmap,
             at,
             length,
             draw() % 16,
             flags,
             draw() % 2 ? file : -1,
             (long)(draw() % 64) * (draw() % 2 ? 4096 : 1));
        break;
      case 2:
        if (!is_ours(at)) CALL(SYS_munmap, at, length);
        break;
      case 3:
        if (!is_ours(at)) CALL(SYS_mprotect, at, length, draw() % 16);
        break;
      case 4:
        if (!is_ours(at)) CALL(SYS_mremap, at, length, any_length(), draw() % 8, at + 65536);
        break;
      default:
        if (!is_ours(at)) CALL(SYS_madvise, at, length, draw() % 30);
        break;
    }
    if (i % 200 == 0) EXPECT(test_check() == 0);
    if (failures != 0) return;
  }
}
