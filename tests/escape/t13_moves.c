/* mremap from and to pages that are not the guest's. */
#include "memory_calls.h"

static void attack(void) {
  char* page = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char* shared = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  EXPECT(page != MAP_FAILED && shared != MAP_FAILED);
  long words[WORDS_OF_ADDRESS];
  long targets[] = {
      test_data_address(), test_code_address(), test_instance_address(), test_stack_address()};
  for (int t = 0; t < 4; t++) {
    words_of(targets[t] & ~4095l, words);
    for (int i = 0; i < WORDS_OF_ADDRESS; i++) {
      if (is_ours(words[i])) continue;
      for (int flags = 0; flags < 8; flags++) {
        CALL(SYS_mremap, words[i], 4096, 4096, flags, page);
        CALL(SYS_mremap, words[i], 0, 4096, flags, page);
        CALL(SYS_mremap, shared, 0, 4096, flags, words[i]);
        CALL(SYS_mremap, page, 4096, 8192, flags, words[i]);
      }
    }
    EXPECT(test_check() == 0);
  }
  enum { kMayMove = 1, kFixed = 2 };
  const long from_page = 0x20000000, to_page = 0x30000000;
  const long last_pages[] = {0xfffef000, 0xfffff000}; /* of all memory, or of all but one unit */
  int kinds[] = {MAP_PRIVATE, MAP_SHARED};
  for (int k = 0; k < 2; k++) {
    EXPECT(CALL(SYS_mmap, from_page, 65536, 3, kinds[k] | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
           from_page);
    EXPECT(CALL(SYS_mremap, from_page, 4096, 4096, kMayMove | kFixed, to_page) == to_page);
    for (int i = 0; i < 2; i++)
      EXPECT(CALL(SYS_mremap, from_page + 4096, 4096, 8192, kMayMove | kFixed, last_pages[i]) < 0);
    EXPECT(test_check() == 0);
  }
  EXPECT_RESULT(-ENOSYS, CALL(216, page, 4096, 0, 0, 0)); /* remap_file_pages */
  for (int i = 0; i < 1000; i++) {
    long from = any_address(), to = any_address();
    if (is_ours(from) || is_ours(to)) continue;
    CALL(SYS_mremap, from, any_length(), (long)(draw() % 256 * 4096), draw() % 8, to);
  }
}
