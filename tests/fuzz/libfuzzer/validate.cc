#include <cstddef>
#include <cstdint>

#include "loader/decoder.h"
#include "loader/validator.h"
#include "tests/fuzz/libfuzzer/wrap.h"

/// The input is a function's locals and instructions, in a module that has something of everything.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto module = wali::loader::decode(wali::fuzz::module_around({data, size}));
  if (!module) return 0;
  (void)wali::loader::validate_bodies(**module);
  return 0;
}
