/* Every option of every level, set to structures full of the engine's addresses and read into them.
 */
#include <sys/socket.h>

#include "escape.h"

static void attack(void) {
  static long buffer[64];
  long words[WORDS_OF_ADDRESS];
  words_of(test_data_address(), words);
  int sockets[] = {socket(AF_INET, SOCK_STREAM, 0),
                   socket(AF_UNIX, SOCK_STREAM, 0),
                   socket(AF_INET, SOCK_DGRAM, 0)};
  static const int levels[] = {0, 1, 6, 17, 41, 263, 270, 273, 278, 279, 284};
  for (int s = 0; s < 3; s++) {
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
      for (int option = 0; option < 100; option++) {
        for (int i = 0; i < 64; i++) buffer[i] = i % 2 ? words[i / 2 % WORDS_OF_ADDRESS] : 16;
        CALL(SYS_setsockopt, sockets[s], levels[l], option, buffer, 16);
        CALL(SYS_setsockopt, sockets[s], levels[l], option, words[1], 64);
        int length = option % 2 ? 64 : -1;
        CALL(SYS_getsockopt,
             sockets[s],
             levels[l],
             option,
             words[option % WORDS_OF_ADDRESS],
             &length);
        length = sizeof buffer;
        CALL(SYS_getsockopt, sockets[s], levels[l], option, buffer, &length);
      }
    }
    EXPECT(test_check() == 0);
  }
  enum { kTcp = 6, kZeroCopyReceive = 35, kPacket = 263, kReceiveRing = 5 };
  int length = 64;
  EXPECT_RESULT(-ENOPROTOOPT,
                CALL(SYS_getsockopt, sockets[0], kTcp, kZeroCopyReceive, buffer, &length));
  int packets = socket(AF_PACKET, SOCK_RAW, 0);
  if (packets >= 0)
    EXPECT_RESULT(-ENOPROTOOPT, CALL(SYS_setsockopt, packets, kPacket, kReceiveRing, buffer, 16));
}
