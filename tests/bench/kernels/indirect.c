// Indirect calls whose target changes from call to call and whose results do not wait for each
// other.
#include <stdint.h>

typedef uint32_t (*Operation)(uint32_t, uint32_t);

static uint32_t op_add(uint32_t a, uint32_t b) {
  return a + b;
}
static uint32_t op_xor(uint32_t a, uint32_t b) {
  return a ^ (b << 1);
}
static uint32_t op_mul(uint32_t a, uint32_t b) {
  return a * (b | 1);
}
static uint32_t op_mix(uint32_t a, uint32_t b) {
  return (a >> 3) + b;
}

static volatile Operation operations_seed[4] = {op_add, op_xor, op_mul, op_mix};

uint32_t run(uint32_t n) {
  Operation operations[4];
  for (int i = 0; i < 4; ++i) operations[i] = operations_seed[i];
  uint32_t value = 0;
  for (uint32_t i = 0; i < n; ++i) value += operations[i & 3](i, n);
  return value;
}
