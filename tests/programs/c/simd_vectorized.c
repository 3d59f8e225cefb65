// walicc: -O3 -msimd128
// Loops that a compiler turns into vector instructions by itself.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kCount = 4099 };

static float x[kCount], y[kCount], z[kCount];
static double d[kCount];
static int32_t a[kCount], b[kCount], c[kCount];
static int16_t shorts[kCount];
static uint8_t bytes[kCount], other_bytes[kCount];
static int64_t longs[kCount];

static uint32_t next(void) {
  static uint32_t state = 2463534242u;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

static void fill(void) {
  for (int i = 0; i < kCount; i++) {
    x[i] = (float)(int32_t)next() / 65536.0f;
    y[i] = (float)(next() % 1000) / 8.0f + 0.125f;
    d[i] = (double)(int32_t)next() / 1024.0;
    a[i] = (int32_t)next();
    b[i] = (int32_t)(next() % 2001) - 1000;
    shorts[i] = (int16_t)next();
    bytes[i] = (uint8_t)next();
    other_bytes[i] = (uint8_t)next();
    longs[i] = (int64_t)next() * (int32_t)next();
  }
}

static uint64_t hash_of(const void* data, size_t size) {
  const unsigned char* bytes = data;
  uint64_t hash = 14695981039346656037ull;
  for (size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * 1099511628211ull;
  return hash;
}

#define HASH(name, array) \
  printf("%-24s %016llx\n", name, (unsigned long long)hash_of(array, sizeof array))

static void floats(float scale) {
  for (int i = 0; i < kCount; i++) z[i] = x[i] * scale - y[i];
  HASH("multiply and subtract", z);
  for (int i = 0; i < kCount; i++) z[i] = sqrtf(y[i]) / (y[i] + scale);
  HASH("square root, divide", z);
  for (int i = 0; i < kCount; i++) z[i] = x[i] > y[i] ? fabsf(x[i]) : floorf(y[i]);
  HASH("select", z);
  for (int i = 0; i < kCount; i++) d[i] = (double)x[i] * y[i] + d[i];
  HASH("promote", d);
  for (int i = 0; i < kCount; i++) a[i] = (int32_t)(y[i] * 4.0f);
  HASH("truncate", a);
  for (int i = 0; i < kCount; i++) z[i] = (float)b[i] / 3.0f;
  HASH("convert", z);
}

static void integers(void) {
  for (int i = 0; i < kCount; i++) c[i] = a[i] * b[i] + (a[i] >> 3);
  HASH("multiply and add", c);
  uint32_t sum = 0, dot = 0;
  int32_t least = INT32_MAX, greatest = INT32_MIN;
  for (int i = 0; i < kCount; i++) sum += (uint32_t)c[i];
  for (int i = 0; i < kCount; i++) dot += (uint32_t)(shorts[i] * shorts[i]);
  for (int i = 0; i < kCount; i++) least = c[i] < least ? c[i] : least;
  for (int i = 0; i < kCount; i++) greatest = c[i] > greatest ? c[i] : greatest;
  printf("%u %u %d %d\n", sum, dot, least, greatest);
  for (int i = 0; i < kCount; i++) bytes[i] = (uint8_t)((bytes[i] * 3 + other_bytes[i] * 5) >> 3);
  HASH("blend bytes", bytes);
  unsigned difference = 0, large = 0;
  for (int i = 0; i < kCount; i++) difference += (unsigned)abs(bytes[i] - other_bytes[i]);
  for (int i = 0; i < kCount; i++) large += bytes[i] > 200;
  printf("%u %u\n", difference, large);
  for (int i = 0; i < kCount; i++)
    shorts[i] = (int16_t)(shorts[i] < 0 ? -shorts[i] : shorts[i] >> 1);
  HASH("shorts", shorts);
  for (int i = 0; i < kCount; i++) longs[i] = (longs[i] ^ (longs[i] << 7)) + a[i];
  HASH("longs", longs);
  for (int i = 0; i < kCount; i++)
    longs[i] = longs[i] < 0 ? -longs[i] : (int64_t)((uint64_t)longs[i] >> 5);
  HASH("longs by sign", longs);
}

static void matrices(void) {
  enum { kSide = 48 };
  static double left[kSide][kSide], right[kSide][kSide], product[kSide][kSide];
  for (int i = 0; i < kSide; i++)
    for (int j = 0; j < kSide; j++)
      left[i][j] = d[i * kSide + j], right[i][j] = d[j * kSide + i] / 7;
  memset(product, 0, sizeof product);
  for (int i = 0; i < kSide; i++)
    for (int k = 0; k < kSide; k++)
      for (int j = 0; j < kSide; j++) product[i][j] += left[i][k] * right[k][j];
  HASH("matrix product", product);
}

int main(int argc, char** argv) {
  (void)argv;
  fill();
  integers();
  floats(0.75f + (float)argc);
  matrices();
  return 0;
}
