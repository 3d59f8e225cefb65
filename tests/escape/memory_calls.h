/* Words for calls that change mappings: places in linear memory, around its ends, and the engine's
 * own. */
#pragma once

#include "escape.h"

static unsigned long state = 88172645463325252ul;
static unsigned long draw(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static long any_address(void) {
  long words[WORDS_OF_ADDRESS];
  switch (draw() % 8) {
    case 0:
      words_of(test_data_address(), words);
      return words[draw() % WORDS_OF_ADDRESS] & ~4095l;
    case 1:
      words_of(test_code_address(), words);
      return words[draw() % WORDS_OF_ADDRESS] & ~4095l;
    case 2:
      return (long)(draw() & 0xffff000);
    case 3:
      return 0xffff0000l + (long)(draw() % 16) * 4096;
    case 4:
      return 0x7fff0000l + (long)(draw() % 32) * 4096;
    case 5:
      return (long)draw();
    default:
      return 0x10000000l + (long)(draw() % 4096) * 4096;
  }
}

static long any_length(void) {
  static const unsigned long lengths[] = {0,
                                          1,
                                          4095,
                                          4096,
                                          65536,
                                          1 << 20,
                                          0x7fffffff,
                                          0x80000000,
                                          0xfffff000,
                                          0xffffffff,
                                          0x100000000,
                                          0x7fffffffffff,
                                          0xffffffffffffffff,
                                          0xfffffffffffff000};
  return draw() % 4 ? (long)(draw() % 64 * 4096)
                    : (long)lengths[draw() % (sizeof lengths / sizeof *lengths)];
}

/* Whether this program's own data may lie there, which must survive. */
static int is_ours(long address) {
  return (unsigned)address < 0x8000000;
}
