#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "jit/operation.h"
#include "loader/types.h"

namespace wali::jit {

/// Where one argument or result travels: a register, or the words from `stack_word` on if `reg` is
/// none.
template <typename Reg>
struct Location {
  Reg reg = Reg::none;
  uint32_t stack_word = 0;
};

/// Locations of a signature under a convention, which names the registers that carry arguments and
/// results. Reused from call to call: `assign` keeps the vectors' memory.
template <typename Convention>
struct CallLayout {
  using Register = typename Convention::Register;
  std::vector<Location<Register>> params;
  std::vector<Location<Register>> results;
  uint32_t argument_words = 0;  // on the stack, rounded up to keep sp aligned: what the callee pops
  uint32_t result_words = 0;    // on the stack

  void assign(const loader::FunctionType& type) {
    argument_words = result_words = 0;
    place(type.params,
          Convention::kIntegerArguments,
          Convention::kFloatArguments,
          argument_words,
          params);
    argument_words += argument_words % 2;
    place(type.results,
          Convention::kIntegerResults,
          Convention::kFloatResults,
          result_words,
          results);
  }

 private:
  static void place(std::span<const loader::ValueType> types,
                    std::span<const Register> integers,
                    std::span<const Register> floats,
                    uint32_t& stack_words,
                    std::vector<Location<Register>>& locations) {
    size_t next_integer = 0;
    size_t next_float = 0;
    locations.clear();
    for (loader::ValueType type : types) {
      bool in_float = is_float_class(type);
      size_t& next = in_float ? next_float : next_integer;
      std::span<const Register> registers = in_float ? floats : integers;
      if (next < registers.size()) {
        locations.push_back({registers[next++], 0});
      } else {
        locations.push_back({Register::none, stack_words});
        stack_words += words_of(type);
      }
    }
  }
};

}  // namespace wali::jit
