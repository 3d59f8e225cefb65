#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>

struct Guard {
  ~Guard() noexcept(false) {
    if (std::uncaught_exceptions() == 0) throw std::logic_error("from a destructor");
  }
};

static void careful() noexcept {
  throw std::runtime_error("out of a noexcept function");
}

static void in_order() {
  try {
    Guard guard;
    std::cout << "leaving the block" << std::endl;
  } catch (const std::logic_error& error) {
    std::cout << error.what() << std::endl;
  }
}

int main() {
  in_order();
  std::set_terminate([] {
    std::cout << "terminate handler" << std::endl;
    std::_Exit(23);
  });
  try {
    careful();
  } catch (...) {
    std::cout << "must not come here" << std::endl;
  }
}
