// Floating-point loads and multiply-adds: n products of two matrices.
#include <stdint.h>

#ifndef SIZE
#define SIZE 128
#endif
enum { kSize = SIZE };
static double a[kSize][kSize], b[kSize][kSize], c[kSize][kSize];

uint32_t run(uint32_t n) {
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) {
      a[i][j] = (double)(i * 3 + j) / 64;
      b[i][j] = (double)(i - j * 5) / 32;
      c[i][j] = 0;
    }
  }
  for (uint32_t round = 0; round < n; ++round) {
    for (int i = 0; i < kSize; ++i) {
      for (int k = 0; k < kSize; ++k) {
        double factor = a[i][k] / (round + 1);
        for (int j = 0; j < kSize; ++j) c[i][j] += factor * b[k][j];
      }
    }
  }
  double total = 0;
  for (int i = 0; i < kSize; ++i) {
    for (int j = 0; j < kSize; ++j) total += c[i][j] * (i ^ j);
  }
  return (uint32_t)(int64_t)total;
}
