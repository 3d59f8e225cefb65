#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <thread>

int main() {
  std::set_terminate([] {
    try {
      std::rethrow_exception(std::current_exception());
    } catch (const std::exception& error) {
      std::cout << "terminated by: " << error.what() << std::endl;
    }
    std::_Exit(23);
  });
  std::thread([] { throw std::logic_error("out of a thread"); }).join();
  std::cout << "must not come here" << std::endl;
}
