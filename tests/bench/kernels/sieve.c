// Byte stores in nested loops: the sieve of Eratosthenes over a fixed range, n times.
#include <stdint.h>

#ifndef LIMIT
#define LIMIT (1 << 20)
#endif
enum { kLimit = LIMIT };
static uint8_t composite[kLimit];

uint32_t run(uint32_t n) {
  uint32_t primes = 0;
  for (uint32_t round = 0; round < n; ++round) {
    for (uint32_t i = 0; i < kLimit; ++i) composite[i] = 0;
    for (uint32_t i = 2; i < kLimit; ++i) {
      if (composite[i]) continue;
      ++primes;
      for (uint64_t j = (uint64_t)i * i; j < kLimit; j += i) composite[j] = 1;
    }
  }
  return primes;
}
