#include <cstddef>
#include <cstdint>

#include "loader/decoder.h"

/// Any bytes are a module or an error.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto* bytes = reinterpret_cast<const std::byte*>(data);
  (void)wali::loader::decode({bytes, bytes + size});
  return 0;
}
