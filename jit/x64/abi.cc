#include "jit/x64/abi.h"

#include "jit/operation.h"

namespace wali::jit::x64 {
namespace {

void place(std::span<const loader::ValueType> types,
           std::span<const Register> integers,
           std::span<const Register> floats,
           uint32_t& stack_words,
           std::vector<Location>& locations) {
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

}  // namespace

void CallLayout::assign(const loader::FunctionType& type) {
  argument_words = result_words = 0;
  place(type.params, kIntegerArguments, kFloatArguments, argument_words, params);
  argument_words += argument_words % 2;
  place(type.results, kIntegerResults, kFloatResults, result_words, results);
}

}  // namespace wali::jit::x64
