// walicc: -msimd128
// Natively the lane loops at the top are the definition; in WebAssembly the same names are single
// instructions.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef union {
  int8_t i8[16];
  uint8_t u8[16];
  int16_t i16[8];
  uint16_t u16[8];
  int32_t i32[4];
  uint32_t u32[4];
  int64_t i64[2];
  uint64_t u64[2];
  float f32[4];
  double f64[2];
} Lanes;

#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#define OPERATION(name, body)                              \
  static Lanes name(Lanes a, Lanes b) {                    \
    v128_t x = wasm_v128_load(&a), y = wasm_v128_load(&b); \
    Lanes r;                                               \
    (void)y;                                               \
    wasm_v128_store(&r, body);                             \
    return r;                                              \
  }
#define LANES(name, lane, count, expression) OPERATION(name, wasm_##name(x, y))
#define UNARY(name, lane, count, expression) OPERATION(name, wasm_##name(x))
#define SHIFT(name, lane, count, expression) OPERATION(name, wasm_##name(x, b.u8[0]))
#else
#define LANES(name, lane, count, expression)                \
  static Lanes name(Lanes a, Lanes b) {                     \
    Lanes r;                                                \
    for (int i = 0; i < count; i++) r.lane[i] = expression; \
    return r;                                               \
  }
#define UNARY LANES
#define SHIFT LANES
#endif

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
  return value < low ? low : value > high ? high : value;
}

static int64_t truncated(double value, int64_t low, int64_t high) {
  if (value != value) return 0;
  return value <= (double)low ? low : value >= (double)high ? high : (int64_t)value;
}

// clang-format off
#define OPERATIONS(LANES, UNARY, SHIFT) \
  LANES(i8x16_add, u8, 16, a.u8[i] + b.u8[i]) \
  LANES(i8x16_add_sat, i8, 16, clamp(a.i8[i] + b.i8[i], -128, 127)) \
  LANES(u8x16_add_sat, u8, 16, clamp(a.u8[i] + b.u8[i], 0, 255)) \
  LANES(i8x16_sub_sat, i8, 16, clamp(a.i8[i] - b.i8[i], -128, 127)) \
  LANES(u8x16_sub_sat, u8, 16, clamp(a.u8[i] - b.u8[i], 0, 255)) \
  LANES(u8x16_avgr, u8, 16, (a.u8[i] + b.u8[i] + 1) / 2) \
  LANES(i8x16_min, i8, 16, a.i8[i] < b.i8[i] ? a.i8[i] : b.i8[i]) \
  LANES(u8x16_max, u8, 16, a.u8[i] > b.u8[i] ? a.u8[i] : b.u8[i]) \
  LANES(i8x16_lt, u8, 16, a.i8[i] < b.i8[i] ? 255 : 0) \
  LANES(u8x16_ge, u8, 16, a.u8[i] >= b.u8[i] ? 255 : 0) \
  UNARY(i8x16_abs, u8, 16, a.i8[i] < 0 ? -a.i8[i] : a.i8[i]) \
  UNARY(i8x16_popcnt, u8, 16, __builtin_popcount(a.u8[i])) \
  SHIFT(i8x16_shl, u8, 16, a.u8[i] << b.u8[0] % 8) \
  SHIFT(i8x16_shr, i8, 16, a.i8[i] >> b.u8[0] % 8) \
  SHIFT(u8x16_shr, u8, 16, a.u8[i] >> b.u8[0] % 8) \
  LANES(i8x16_swizzle, u8, 16, b.u8[i] < 16 ? a.u8[b.u8[i]] : 0) \
  LANES(i8x16_narrow_i16x8, i8, 16, clamp(i < 8 ? a.i16[i] : b.i16[i - 8], -128, 127)) \
  LANES(u8x16_narrow_i16x8, u8, 16, clamp(i < 8 ? a.i16[i] : b.i16[i - 8], 0, 255)) \
  LANES(i16x8_mul, u16, 8, (uint32_t)a.u16[i] * b.u16[i]) \
  LANES(i16x8_q15mulr_sat, i16, 8, clamp((a.i16[i] * b.i16[i] + 0x4000) >> 15, -32768, 32767)) \
  LANES(i16x8_extmul_low_i8x16, i16, 8, a.i8[i] * b.i8[i]) \
  LANES(u16x8_extmul_high_u8x16, u16, 8, a.u8[i + 8] * b.u8[i + 8]) \
  UNARY(i16x8_extadd_pairwise_i8x16, i16, 8, a.i8[2 * i] + a.i8[2 * i + 1]) \
  UNARY(u16x8_extadd_pairwise_u8x16, u16, 8, a.u8[2 * i] + a.u8[2 * i + 1]) \
  UNARY(i16x8_extend_high_i8x16, i16, 8, a.i8[i + 8]) \
  SHIFT(i16x8_shr, i16, 8, a.i16[i] >> b.u8[0] % 16) \
  LANES(i16x8_narrow_i32x4, i16, 8, clamp(i < 4 ? a.i32[i] : b.i32[i - 4], -32768, 32767)) \
  LANES(i32x4_mul, u32, 4, a.u32[i] * b.u32[i]) \
  LANES(i32x4_dot_i16x8, u32, 4, (uint32_t)(a.i16[2 * i] * b.i16[2 * i]) + (uint32_t)(a.i16[2 * i + 1] * b.i16[2 * i + 1])) \
  LANES(u32x4_min, u32, 4, a.u32[i] < b.u32[i] ? a.u32[i] : b.u32[i]) \
  LANES(i32x4_gt, u32, 4, a.i32[i] > b.i32[i] ? ~0u : 0) \
  LANES(u32x4_lt, u32, 4, a.u32[i] < b.u32[i] ? ~0u : 0) \
  SHIFT(i32x4_shl, u32, 4, a.u32[i] << b.u8[0] % 32) \
  UNARY(i32x4_extadd_pairwise_i16x8, i32, 4, a.i16[2 * i] + a.i16[2 * i + 1]) \
  UNARY(u32x4_extend_low_u16x8, u32, 4, a.u16[i]) \
  UNARY(i32x4_trunc_sat_f32x4, i32, 4, truncated(a.f32[i], INT32_MIN, INT32_MAX)) \
  UNARY(u32x4_trunc_sat_f32x4, u32, 4, truncated(a.f32[i], 0, UINT32_MAX)) \
  UNARY(i32x4_trunc_sat_f64x2_zero, i32, 4, i < 2 ? truncated(a.f64[i], INT32_MIN, INT32_MAX) : 0) \
  LANES(i64x2_mul, u64, 2, a.u64[i] * b.u64[i]) \
  LANES(i64x2_ge, u64, 2, a.i64[i] >= b.i64[i] ? ~0ull : 0) \
  LANES(i64x2_extmul_high_i32x4, i64, 2, (int64_t)a.i32[i + 2] * b.i32[i + 2]) \
  SHIFT(i64x2_shr, i64, 2, a.i64[i] >> b.u8[0] % 64) \
  UNARY(i64x2_abs, u64, 2, a.i64[i] < 0 ? -a.u64[i] : a.u64[i]) \
  UNARY(i64x2_neg, u64, 2, -a.u64[i]) \
  LANES(v128_andnot, u64, 2, a.u64[i] & ~b.u64[i]) \
  LANES(v128_xor, u64, 2, a.u64[i] ^ b.u64[i]) \
  UNARY(f32x4_convert_u32x4, f32, 4, (float)a.u32[i]) \
  UNARY(f32x4_convert_i32x4, f32, 4, (float)a.i32[i]) \
  UNARY(f64x2_convert_low_u32x4, f64, 2, a.u32[i])
// clang-format on

OPERATIONS(LANES, UNARY, SHIFT)

static Lanes patterns[12];

static void fill_patterns(void) {
  uint64_t state = 88172645463325252ull;
  for (int i = 0; i < 12; i++) {
    for (int half = 0; half < 2; half++) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      patterns[i].u64[half] = state;
    }
  }
  memset(&patterns[0], 0, sizeof patterns[0]);
  memset(&patterns[1], 0xff, sizeof patterns[1]);
  memset(&patterns[2], 0x80, sizeof patterns[2]);
  memset(&patterns[3], 0x7f, sizeof patterns[3]);
  for (int i = 0; i < 16; i++) patterns[4].i8[i] = (int8_t)(i - 1);
  for (int i = 0; i < 4; i++) patterns[5].f32[i] = (float[]){-1.5f, 3e9f, -3e9f, 5e9f}[i];
  for (int i = 0; i < 2; i++) patterns[6].f64[i] = (double[]){-2147483649.5, 2147483646.75}[i];
}

static void show(const char* name, Lanes (*operation)(Lanes, Lanes)) {
  uint64_t hash = 14695981039346656037ull;
  for (int i = 0; i < 12; i++) {
    for (int j = 0; j < 12; j++) {
      Lanes result = operation(patterns[i], patterns[j]);
      for (int k = 0; k < 16; k++) hash = (hash ^ result.u8[k]) * 1099511628211ull;
    }
  }
  Lanes sample = operation(patterns[7], patterns[8]);
  printf("%-30s %016llx %016llx%016llx\n",
         name,
         (unsigned long long)hash,
         (unsigned long long)sample.u64[1],
         (unsigned long long)sample.u64[0]);
}

int main(void) {
  fill_patterns();
#define SHOW(name, lane, count, expression) show(#name, name);
  OPERATIONS(SHOW, SHOW, SHOW)
  return 0;
}
