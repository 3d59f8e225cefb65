/* Every option of prctl with the engine's addresses as every argument. */
#include "escape.h"

static void all_options(void) {
  long words[WORDS_OF_ADDRESS + 4];
  words_of(test_data_address(), words);
  words[6] = 0, words[7] = 1, words[8] = 15, words[9] = 0xffffffff;
  static const int further[] = {0x53564d41, 0x59616d61, 0x41555856, 38, 1000};
  for (int option = 0; option < 85; option++) {
    int number = option < 80 ? option : further[option - 80];
    /* Its own death by a signal, and what ends privileges, are the guest's to choose. */
    if (number == 1 || number == 24 || number == 28) continue;
    for (int i = 0; i < WORDS_OF_ADDRESS + 4; i++) {
      CALL(SYS_prctl, number, words[i], words[i], words[i], words[i]);
      CALL(SYS_prctl, number, 9, words[i], 16, words[i]); /* PR_SET_MM_... */
      CALL(SYS_prctl, number, 0, words[i], 4096, words[i]);
    }
  }
}

static void attack(void) {
  EXPECT(end_of_child(all_options) == 0);
  char name[16] = "intruder";
  long address = test_data_address();
  EXPECT_RESULT(0, CALL(SYS_prctl, 15, name)); /* PR_SET_NAME */
  CALL(SYS_prctl, 16, address);                /* PR_GET_NAME, cut off to 32 bits */
  EXPECT(test_check() == 0);
  static const int refused[] = {35 /* SET_MM */,
                                22 /* SET_SECCOMP */,
                                59 /* SET_SYSCALL_USER_DISPATCH */,
                                65 /* SET_MDWE */,
                                26 /* SET_TSC */,
                                53 /* SET_SPECULATION_CTRL */,
                                0x41555856};
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
    EXPECT_RESULT(-EINVAL, CALL(SYS_prctl, refused[i], 1, address, 16, 0));
}
