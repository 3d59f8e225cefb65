#pragma once

#include <string_view>

#include "loader/opcode.h"

namespace wali::loader::text {

/// The instruction with this name, or kInvalid. Of two that share one, the first of the table.
Opcode opcode_of_mnemonic(std::string_view mnemonic);

/// Whether an instruction that the table lacks is one of the GC proposal's.
bool is_gc_mnemonic(std::string_view mnemonic);

}  // namespace wali::loader::text
