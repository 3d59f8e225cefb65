#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/decoder.h"
#include "loader/text/assembler.h"

/// Any bytes are a module's text or an error; what was assembled is at least decoded without harm.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto bytes = wali::loader::text::assemble({reinterpret_cast<const char*>(data), size});
  if (bytes) (void)wali::loader::decode(std::move(*bytes));
  return 0;
}
