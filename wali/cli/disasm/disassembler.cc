#include "wali/cli/disasm/disassembler.h"

namespace wali::cli {

std::expected<std::unique_ptr<Disassembler>, std::string> make_disassembler(
    jit::Isa isa, std::span<const std::byte> code, uint32_t offset) {
  switch (isa) {
    case jit::Isa::X64:
      return make_x64_disassembler(code, offset);
    case jit::Isa::Aarch64:
      break;
  }
  return make_aarch64_disassembler(code, offset);
}

}  // namespace wali::cli
