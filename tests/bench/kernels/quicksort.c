// Data-dependent branches and recursion: sorts a pseudo-random array n times.
#include <stdint.h>

#ifndef LENGTH
#define LENGTH (1 << 16)
#endif
enum { kLength = LENGTH };
static uint32_t values[kLength];

static void sort(int32_t low, int32_t high) {
  while (low < high) {
    uint32_t pivot = values[low + (high - low) / 2];
    int32_t i = low, j = high;
    while (i <= j) {
      while (values[i] < pivot) ++i;
      while (values[j] > pivot) --j;
      if (i <= j) {
        uint32_t swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    }
    if (j - low < high - i) {
      sort(low, j);
      low = i;
    } else {
      sort(i, high);
      high = j;
    }
  }
}

uint32_t run(uint32_t n) {
  uint32_t checksum = 0, seed = 12345;
  for (uint32_t round = 0; round < n; ++round) {
    for (uint32_t i = 0; i < kLength; ++i) {
      seed = seed * 1664525U + 1013904223U;
      values[i] = seed >> 4;
    }
    sort(0, kLength - 1);
    for (uint32_t i = 0; i < kLength; i += 64) checksum = checksum * 31 + values[i];
  }
  return checksum;
}
