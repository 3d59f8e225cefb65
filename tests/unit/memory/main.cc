// The faults of guarded accesses are for our own handler.
#define DOCTEST_CONFIG_NO_POSIX_SIGNALS
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "tests/unit/memory/fixture.h"

int main(int argc, char** argv) {
  wali::memory::test::install_fault_handler();
  return doctest::Context(argc, argv).run();
}
