// Table lookups in a dependent chain: CRC-32 of a buffer, n times.
#include <stdint.h>

#ifndef LENGTH
#define LENGTH (1 << 16)
#endif
enum { kLength = LENGTH };
static uint32_t table[256];
static uint8_t buffer[kLength];

uint32_t run(uint32_t n) {
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1) ? (value >> 1) ^ 0xedb88320U : value >> 1;
    table[i] = value;
  }
  for (uint32_t i = 0; i < kLength; ++i) buffer[i] = (uint8_t)(i * 7 + (i >> 8));
  uint32_t crc = ~0U;
  for (uint32_t round = 0; round < n; ++round) {
    for (uint32_t i = 0; i < kLength; ++i) crc = table[(crc ^ buffer[i]) & 0xff] ^ (crc >> 8);
  }
  return ~crc;
}
