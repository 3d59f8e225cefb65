#include "loader/text/mnemonics.h"

#include <unordered_map>

namespace wali::loader::text {
namespace {

std::unordered_map<std::string_view, Opcode> make_table() {
  std::unordered_map<std::string_view, Opcode> table;
  table.reserve(kOpcodeCount);
  for (size_t i = 0; i < kOpcodeCount; ++i) {
    table.try_emplace(kOpcodes[i].text, static_cast<Opcode>(i));
  }
  return table;
}

}  // namespace

Opcode opcode_of_mnemonic(std::string_view mnemonic) {
  static const std::unordered_map<std::string_view, Opcode> kTable = make_table();
  auto row = kTable.find(mnemonic);
  return row == kTable.end() ? Opcode::kInvalid : row->second;
}

bool is_gc_mnemonic(std::string_view mnemonic) {
  for (std::string_view prefix : {"struct.",
                                  "array.",
                                  "i31.",
                                  "ref.i31",
                                  "ref.eq",
                                  "ref.test",
                                  "ref.cast",
                                  "br_on_cast",
                                  "any.convert_extern",
                                  "extern.convert_any"}) {
    if (mnemonic.starts_with(prefix)) return true;
  }
  return false;
}

}  // namespace wali::loader::text
