/* Vectors and messages with impossible counts, with lengths that wrap, and changed while they are
 * read. */
#include <sys/socket.h>
#include <sys/uio.h>

#include "escape.h"

struct vector {
  unsigned base, length;
};
static struct vector vectors[1024];
static volatile int is_over;
static unsigned other;

static void* flip(void* unused) {
  while (!is_over) {
    vectors[0].base ^= other;
    vectors[0].length ^= 0xffffffff;
  }
  return unused;
}

static void attack(void) {
  int zero = open("/dev/zero", O_RDONLY), null = open("/dev/null", O_WRONLY), pair[2];
  EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  static char own[65536];
  static const long counts[] = {
      -1, 1025, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000001, 0x10000000};
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
    EXPECT(CALL(SYS_readv, zero, vectors, counts[i]) <= 0);
    EXPECT(CALL(SYS_writev, null, vectors, counts[i]) <= 0);
    CALL(SYS_preadv, zero, vectors, counts[i], 0, 0);
    CALL(SYS_pwritev2, null, vectors, counts[i], 0, 0, 0);
    CALL(SYS_vmsplice, null, vectors, counts[i], 0);
    CALL(SYS_sendmmsg, pair[0], 0xfffff000, counts[i], 0x40);
    CALL(SYS_recvmmsg, pair[1], 0xfffff000, counts[i], 0x40, 0);
  }
  long words[WORDS_OF_ADDRESS];
  words_of(test_data_address(), words);
  for (int i = 0; i < WORDS_OF_ADDRESS; i++) {
    vectors[0] = (struct vector){(unsigned)words[i], 0xffffffff};
    vectors[1] = (struct vector){0xfffffff0, 0xffffffff};
    if (vectors[0].base > 0x8000000) CALL(SYS_readv, zero, vectors, 2);
    unsigned header[7] = {(unsigned)words[i],
                          0xffffffff,
                          (unsigned)words[i],
                          1024,
                          (unsigned)words[i],
                          0xffffffff,
                          0};
    CALL(SYS_sendmsg, pair[0], header, 0x40);
    CALL(SYS_recvmsg, pair[1], header, 0x40);
  }
  vectors[0] = (struct vector){(unsigned)(long)own, 64};
  other = (unsigned)(long)own ^ 0xffffff00u;
  pthread_t thread;
  EXPECT(pthread_create(&thread, 0, flip, 0) == 0);
  struct timespec start = begin();
  while (has_time(start, 500)) {
    CALL(SYS_writev, null, vectors, 1);
    CALL(SYS_pwritev, null, vectors, 1, 0, 0);
  }
  is_over = 1;
  pthread_join(thread, 0);
}
