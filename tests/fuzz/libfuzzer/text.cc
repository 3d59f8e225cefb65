#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/decoder.h"
#include "loader/text/assembler.h"
#include "loader/text/script.h"

/// Any bytes are a module's text or an error; what was assembled is at least decoded without harm.
/// They are also a script or an error.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  auto bytes = wali::loader::text::assemble(text);
  if (bytes) (void)wali::loader::decode(std::move(*bytes));
  (void)wali::loader::text::parse_script(text);
  return 0;
}
