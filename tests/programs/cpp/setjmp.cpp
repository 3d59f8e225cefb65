#include <csetjmp>
#include <iostream>
#include <stdexcept>
#include <string>

static std::jmp_buf target;

__attribute__((noinline)) static void jump_from(int depth, int value) {
  if (depth == 0) std::longjmp(target, value);
  jump_from(depth - 1, value);
}

// What is thrown and caught between setjmp and longjmp leaves the jump alone.
static int jump_after_exceptions(int value) {
  volatile int caught = 0;
  switch (setjmp(target)) {
    case 0:
      break;
    case 1:
      return caught;
    default:
      return -caught;
  }
  for (volatile int i = 0; i < 10; i = i + 1) {
    try {
      throw std::runtime_error(std::string(30, 'x'));
    } catch (const std::exception&) {
      caught = caught + 1;
    }
  }
  jump_from(9, value);
  return 1000;
}

static void jump_or_throw(bool jump) {
  if (jump) jump_from(3, 5);
  throw 5;
}

static std::string either(bool jump) {
  try {
    if (setjmp(target) != 0) return "jumped";
    jump_or_throw(jump);
  } catch (int value) {
    return "caught " + std::to_string(value);
  }
  return "neither";
}

int main() {
  std::cout << jump_after_exceptions(1) << ' ' << jump_after_exceptions(2) << '\n';
  std::cout << either(true) << ' ' << either(false) << '\n';
}
