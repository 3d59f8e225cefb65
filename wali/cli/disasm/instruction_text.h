#pragma once

#include <cstdint>
#include <string>

#include "loader/module.h"

namespace wali::cli {

/// One instruction as the text format writes it, and where the next one begins.
struct InstructionText {
  std::string text;
  uint32_t next;      // offset from the beginning of the module
  int indent_change;  // +1 after an instruction that opens a block, -1 for `end`
};

/// The instruction at an offset inside the body of a valid function.
InstructionText instruction_at(const loader::Module& module, uint32_t offset);

}  // namespace wali::cli
