/* Every low request of ioctl, and those known to hold addresses, with structures full of the
 * engine's. */
#include <sys/socket.h>

#include "escape.h"

static void attack(void) {
  static long buffer[512];
  int pipes[2];
  EXPECT(pipe(pipes) == 0);
  int fds[] = {open("file", O_RDWR | O_CREAT, 0600),
               pipes[0],
               socket(AF_INET, SOCK_DGRAM, 0),
               open("/dev/null", O_RDWR)};
  static const unsigned known[] = {0x8912,
                                   0x2285,
                                   0xc020660b,
                                   0xc0189436,
                                   0xae03,
                                   0xae46,
                                   0x4020ae46,
                                   0x5501,
                                   0x8946,
                                   0x8947,
                                   0x89f0,
                                   0x4b3a,
                                   0x5600,
                                   0x80085504,
                                   0xaa3f,
                                   0x3b71,
                                   0x401c5820};
  long words[WORDS_OF_ADDRESS];
  words_of(test_data_address(), words);
  for (int f = 0; f < 4; f++) {
    for (unsigned request = 0; request < 65536; request += f == 0 ? 1 : 7) {
      if (request % 64 == 0) {
        for (int i = 0; i < 512; i++) buffer[i] = i % 3 == 0 ? 64 : words[request / 64 % 2 * 2];
      }
      CALL(SYS_ioctl,
           fds[f],
           request,
           request % 5 ? (long)buffer : words[request % WORDS_OF_ADDRESS]);
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
      for (int k = 0; k < 512; k++) buffer[k] = k % 2 ? words[0] : 4096;
      CALL(SYS_ioctl, fds[f], known[i], buffer);
    }
    EXPECT(test_check() == 0);
  }
}
