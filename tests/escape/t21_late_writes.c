/* What the kernel writes when a thread ends, long after it was told where. */
#include "escape.h"

static long words[WORDS_OF_ADDRESS];
static int which;
static char* gone;

static void* end_with_lists(void* argument) {
  struct {
    long next, offset, pending;
  } native = {words[which], 0, words[which]};
  struct {
    unsigned next, offset, pending;
  } guest = {(unsigned)words[which] & ~3u,
             (unsigned)words[(which + 1) % WORDS_OF_ADDRESS],
             (unsigned)words[which] & ~3u};
  if (which % 2)
    CALL(SYS_set_robust_list, &native, sizeof native);
  else
    CALL(SYS_set_robust_list, &guest, sizeof guest);
  CALL(SYS_set_robust_list, words[which], 12);
  CALL(SYS_set_robust_list, words[which], 24);
  CALL(SYS_set_tid_address, words[which]);
  if (gone != 0) {
    CALL(SYS_set_tid_address, gone);
    CALL(SYS_set_robust_list, gone + 64, 12);
    munmap(gone, 65536);
  }
  return argument;
}

/* A list as the kernel would walk it, whose pending word is a host's that holds the thread's id. */
static void* end_with_own_word(void* argument) {
  long word = test_thread_word();
  struct {
    long next, offset, pending;
  } native = {test_base_address() + (unsigned)(long)&native, 0, word};
  CALL(SYS_set_robust_list, &native, sizeof native);
  CALL(SYS_set_robust_list, &native, 12);
  CALL(SYS_set_tid_address, word);
  return argument;
}

static void attack(void) {
  words_of(test_data_address(), words);
  EXPECT(CALL(334, words[0], 32, 0, 0x53053053) < 0); /* rseq */
  pthread_t thread;
  for (which = 0; which < WORDS_OF_ADDRESS; which++) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    EXPECT(pthread_create(&thread, &attributes, end_with_lists, 0) == 0);
    usleep(20000);
  }
  EXPECT(pthread_create(&thread, 0, end_with_own_word, 0) == 0);
  usleep(50000);
  EXPECT(test_check() == 0);
  which = 0;
  gone = mmap(0, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT(pthread_create(&thread, 0, end_with_lists, 0) == 0);
  usleep(50000);
}
