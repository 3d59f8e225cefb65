#include <iostream>
#include <stdexcept>

struct AtExit {
  ~AtExit() { std::cout << "static destructors must not run" << std::endl; }
} at_exit;

static void fail() {
  std::cout << "throwing" << std::endl;
  throw std::runtime_error("nobody catches this");
}

int main() {
  fail();
}
