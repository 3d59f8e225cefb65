/* Unmapping never leaves a hole that an allocation of the engine's could fall into; nor in a child.
 */
#include "escape.h"

static void* nothing(void* argument) {
  return argument;
}

static void make_engine_allocate(void) {
  for (int i = 0; i < 20; i++) {
    pthread_t thread;
    if (pthread_create(&thread, 0, nothing, 0) == 0) pthread_join(thread, 0);
  }
  EXPECT(test_check() == 0);
  if (failures != 0) _exit(98);
}

static void attack(void) {
  size_t size = 16 << 20;
  char* memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT(memory != MAP_FAILED);
  for (size_t at = 0; at < size; at += 8192) EXPECT(munmap(memory + at, 4096) == 0);
  make_engine_allocate();
  EXPECT(munmap(memory, size) == 0);
  make_engine_allocate();
  memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT(mremap(memory, size, size / 2, 0) == memory);
  char* moved = mremap(memory, size / 2, size * 2, MREMAP_MAYMOVE);
  EXPECT(moved != MAP_FAILED);
  make_engine_allocate();
  madvise(moved, size, MADV_DONTFORK);
  EXPECT(end_of_child(make_engine_allocate) == 0);
  madvise(moved, size, 18 /* MADV_WIPEONFORK */);
  EXPECT(end_of_child(make_engine_allocate) == 0);
  EXPECT(madvise(moved, 4096, 100 /* MADV_HWPOISON */) != 0);
  EXPECT(madvise(moved, 4096, 101 /* MADV_SOFT_OFFLINE */) != 0);
  for (int advice = 0; advice < 110; advice++) CALL(SYS_madvise, test_data_address(), 4096, advice);
  make_engine_allocate();
}
