#include "jit/compile.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/type_registry.h"
#include "loader/decoder.h"
#include "tests/fuzz/libfuzzer/wrap.h"

/// The input is a function's locals and instructions as for the validator; what is valid is
/// compiled. The compiler's own assertions are the oracle.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto module = wali::loader::decode(wali::fuzz::module_around({data, size}));
  if (!module) return 0;
  (void)wali::jit::compile_module(**module, *wali::engine::canonical_type_ids(**module), {});
  return 0;
}
