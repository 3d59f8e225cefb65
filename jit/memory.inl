#pragma once

#include "jit/function_compiler.h"

/// Loads and stores. A constant index is folded into the offset; a sum that does not exist lies
/// beyond every memory.
namespace wali::jit {

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::unchecked_address(const loader::MemArg& arg,
                                               const Value& index,
                                               RegisterSet avoid) -> Address {
  if (index.kind == Kind::Constant) {
    uint64_t offset = arg.offset + index.bits;
    if (offset < arg.offset) offset = UINT64_MAX;
    return {.memory = arg.memory, .index = kNone, .offset = offset};
  }
  return {.memory = arg.memory, .index = to_register(index, avoid), .offset = arg.offset};
}

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::address_of(const loader::MemArg& arg,
                                        const Value& index,
                                        RegisterSet avoid) -> Address {
  return masm_.check_bounds(unchecked_address(arg, index, avoid));
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::load(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  Address address = address_of(arg, pop(), 0);
  Register to = result_register(shape.type, address.index);
  masm_.load(shape, to, address);
  push_result(shape.type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::store(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  Value value = pop();
  Value index = pop();
  Operand operand = value.kind == Kind::Constant
                        ? Operand::of_constant(static_cast<int64_t>(value.bits))
                        : Operand::of(to_register(value));
  masm_.store(shape, address_of(arg, index, 0), operand);
}

}  // namespace wali::jit
