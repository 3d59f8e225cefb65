#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kSlots = 2000, kRounds = 200000 };

static struct {
  unsigned char *bytes;
  size_t size;
  unsigned char mark;
} slots[kSlots];

static uint32_t state = 12345;

static uint32_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 17;
  return state ^= state << 5;
}

static int intact(int slot) {
  for (size_t i = 0; i < slots[slot].size; i += 1 + i / 8)
    if (slots[slot].bytes[i] != slots[slot].mark) return 0;
  return 1;
}

int main(void) {
  unsigned long long moved = 0;
  for (int round = 0; round < kRounds; round++) {
    int slot = next_random() % kSlots;
    size_t size = next_random() % (round % 100 ? 700 : 300000);
    if (slots[slot].bytes && !intact(slot)) return puts("corrupted"), 1;
    switch (next_random() % 3) {
      case 0:
        free(slots[slot].bytes);
        slots[slot].bytes = malloc(size + 1);
        break;
      case 1: {
        size_t kept = slots[slot].bytes ? (size < slots[slot].size ? size : slots[slot].size) : 0;
        slots[slot].bytes = realloc(slots[slot].bytes, size + 1);
        for (size_t i = 0; i < kept; i++)
          if (slots[slot].bytes[i] != slots[slot].mark) return puts("realloc lost bytes"), 1;
        moved += kept;
        break;
      }
      case 2:
        free(slots[slot].bytes);
        slots[slot].bytes = calloc(1, size + 1);
        for (size_t i = 0; i < size; i++)
          if (slots[slot].bytes[i]) return puts("calloc not zero"), 1;
    }
    slots[slot].size = size;
    slots[slot].mark = (unsigned char)next_random();
    memset(slots[slot].bytes, slots[slot].mark, size);
  }
  void *aligned = NULL;
  printf("%d %d\n", posix_memalign(&aligned, 4096, 100), (int)((uintptr_t)aligned % 4096));
  volatile size_t too_much = SIZE_MAX / 2 + 1;
  void *volatile nothing = malloc(too_much);
  printf("%d\n", nothing == NULL);
  printf("ok %llu\n", moved);
  return 0;
}
