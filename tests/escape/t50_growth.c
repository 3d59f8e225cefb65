/* All memory that there is, in every way, and then some more. */
#include "escape.h"

static void* nothing(void* argument) {
  return argument;
}

static void attack(void) {
  long sizes[] = {0xffff0000, 0x80000000, 0x10000000, 0x1000000, 0x100000, 0x10000, 4096};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    while (CALL(SYS_mmap, 0, sizes[i], PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) >= 0) {
    }
  }
  EXPECT_RESULT(-ENOMEM, CALL(SYS_mmap, 0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  EXPECT(__builtin_wasm_memory_grow(0, 65536) == (size_t)-1);
  EXPECT(__builtin_wasm_memory_grow(0, 1) == (size_t)-1);
  pthread_t thread;
  if (pthread_create(&thread, 0, nothing, 0) == 0) pthread_join(thread, 0);
  /* As many mappings as the kernel allows: every other page differs. */
  for (long at = 0x20000000; at < 0x40000000; at += 8192) {
    if (CALL(SYS_mprotect, at, 4096, PROT_READ) < 0) break;
  }
  if (pthread_create(&thread, 0, nothing, 0) == 0) pthread_join(thread, 0);
  CALL(SYS_open, "/dev/null", O_RDONLY);
  CALL(SYS_munmap, 0x20000000, 0x20000000); /* the host needs some for its own look */
}
