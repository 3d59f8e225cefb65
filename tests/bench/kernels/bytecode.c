// A small bytecode interpreter: a switch in a loop.
#include <stdint.h>

enum { kPush, kAdd, kSub, kMul, kXor, kLoad, kStore, kJumpIfLess, kHalt };

// x = 0; i = 0; do { x = (x * 3 + i) ^ 5; i = i + 1; } while (i < limit)
static const uint8_t program[] = {
    kPush, 0,     kStore, 0,    kPush, 0, kStore, 1,      kLoad,       0,     kPush, 3,
    kMul,  kLoad, 1,      kAdd, kPush, 5, kXor,   kStore, 0,           kLoad, 1,     kPush,
    1,     kAdd,  kStore, 1,    kLoad, 1, kLoad,  2,      kJumpIfLess, 8,     kHalt,
};

static __attribute__((noinline)) uint32_t interpret(const uint8_t* code, uint32_t limit) {
  uint32_t stack[16], variables[4] = {0, 0, limit, 0};
  uint32_t* top = stack;
  for (const uint8_t* pc = code;;) {
    switch (*pc++) {
      case kPush:
        *top++ = *pc++;
        break;
      case kAdd:
        --top;
        top[-1] += top[0];
        break;
      case kSub:
        --top;
        top[-1] -= top[0];
        break;
      case kMul:
        --top;
        top[-1] *= top[0];
        break;
      case kXor:
        --top;
        top[-1] ^= top[0];
        break;
      case kLoad:
        *top++ = variables[*pc++];
        break;
      case kStore:
        variables[*pc++] = *--top;
        break;
      case kJumpIfLess:
        top -= 2;
        pc = top[0] < top[1] ? code + *pc : pc + 1;
        break;
      default:
        return variables[0];
    }
  }
}

uint32_t run(uint32_t n) {
  return interpret(program, n);
}
