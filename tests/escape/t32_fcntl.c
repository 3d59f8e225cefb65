/* Every command of fcntl with words that are addresses elsewhere. */
#include "escape.h"

static void attack(void) {
  int file = open("file", O_RDWR | O_CREAT, 0600);
  long words[WORDS_OF_ADDRESS + 4];
  words_of(test_data_address(), words);
  words[6] = 0x400000, words[7] = 0x10000, words[8] = 0xfffffff8, words[9] = 0x7fffffff;
  for (int command = 0; command < 1100; command++) {
    if (command == 7 || command == 38) continue; /* they wait */
    for (int i = 0; i < WORDS_OF_ADDRESS + 4; i++) {
      long result = CALL(SYS_fcntl, file, command, words[i]);
      if ((command == 0 || command == 1030) && result >= 0) close((int)result);
    }
  }
}
