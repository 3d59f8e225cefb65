#pragma once

#include "wali/argument.h"

/// Argument kinds of landlock's calls.
namespace wali::sys {

using LandlockCreateFlags = Named<uint32_t, kLandlockCreateNames>;
using LandlockRuleType = Named<int32_t, kLandlockRuleNames>;

/// Address and size of struct landlock_ruleset_attr, to which later editions of Linux add.
struct LandlockRuleset : InBytes {
  static std::string_view name() { return "struct landlock_ruleset_attr*, size_t"; }
  static LandlockRuleset decode(const Caller& caller, const uint64_t* words) {
    return {InBytes::decode(caller, words)};
  }
  void print(TraceLine& line) const;
};

/// What is allowed where; the type of the rule, the argument before, says what the place is.
struct LandlockRule : Bytes {
  static constexpr std::array kOperands{Operand::I32};
  static constexpr PrintTime kPrintTime = PrintTime::Before;
  static std::string_view name() { return "void*"; }
  static LandlockRule decode(const Caller& caller, const uint64_t* words) {
    uint32_t address = static_cast<uint32_t>(words[0]);
    return {{address, kSize, caller.host_pointer(address, kSize), kSize}};
  }
  std::array<long, 1> kernel() const { return {kernel_word(host)}; }
  void print(TraceLine& line) const;

 private:
  static constexpr uint32_t kSize = 16;
};

}  // namespace wali::sys
