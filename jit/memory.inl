#pragma once

#include "jit/function_compiler.h"

/// Linear memory: loads, stores, atomics. A constant index is folded into the offset.
namespace wali::jit {

template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::address_of(const loader::MemArg& arg,
                                        const Value& index,
                                        uint32_t avoid) -> Address {
  if (index.kind == Kind::Constant) {
    return {.memory = arg.memory, .index = kNone, .offset = arg.offset + index.bits};
  }
  return {.memory = arg.memory, .index = to_register(index, avoid), .offset = arg.offset};
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

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_load(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  Address address = address_of(arg, pop(), 0);
  Register to = result_register(shape.type, address.index);
  masm_.atomic_address(shape, address);
  masm_.atomic_load(shape, to);
  push_result(shape.type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_store(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  Value value = pop();
  Value index = pop();
  Register reg = to_register(value);
  masm_.atomic_address(shape, address_of(arg, index, 0));
  masm_.atomic_store(shape, reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_rmw(AtomicOperation operation, MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  auto constraint = Masm::atomic_constraint(operation);
  Value value = pop();
  Value index = pop();
  Register reg = to_register(value, constraint.clobbers);
  Address address = address_of(arg, index, constraint.clobbers);
  if (constraint.result == kNone) {
    Register to = result_register(shape.type, address.index, kNone, bit(reg));
    masm_.atomic_address(shape, address);
    masm_.atomic_rmw(operation, shape, to, reg, kNone);
    push_result(shape.type, to);
    return;
  }
  Register temporary = allocate(ValueType::I64, constraint.clobbers);
  locked_ |= bit(temporary);
  claim(constraint.result);
  masm_.atomic_address(shape, address);
  masm_.atomic_rmw(operation, shape, constraint.result, reg, temporary);
  push_register(shape.type, constraint.result);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_cmpxchg(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  auto constraint = Masm::compare_exchange_constraint();
  Value replacement = pop();
  Value expected = pop();
  Value index = pop();
  Register reg = to_register(replacement, constraint.clobbers);
  Address address = address_of(arg, index, constraint.clobbers);
  Register to = constraint.lhs;
  if (to == kNone) {
    to = to_register(expected);
  } else {
    to_fixed(expected, to);
  }
  masm_.atomic_address(shape, address);
  masm_.compare_exchange(shape, reg);
  push_register(shape.type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_wait(Builtin builtin) {
  loader::MemArg arg = cursor_.mem_arg();
  Value timeout = pop();
  Value expected = pop();
  Register index = to_register(pop());
  Register address = is_temporary(index) ? index : allocate(ValueType::I64);
  locked_ |= bit(address);
  masm_.effective_address(address, index, arg.offset);
  Value operands[] = {{.kind = Kind::Constant, .type = ValueType::I64, .bits = arg.memory},
                      {.kind = Kind::Register, .type = ValueType::I64, .reg = address},
                      expected,
                      timeout};
  call_builtin(builtin, operands, true, ValueType::I32);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_notify() {
  loader::MemArg arg = cursor_.mem_arg();
  Value count = pop();
  Register index = to_register(pop());
  Register address = is_temporary(index) ? index : allocate(ValueType::I64);
  locked_ |= bit(address);
  masm_.effective_address(address, index, arg.offset);
  Value operands[] = {{.kind = Kind::Constant, .type = ValueType::I64, .bits = arg.memory},
                      {.kind = Kind::Register, .type = ValueType::I64, .reg = address},
                      count};
  call_builtin(Builtin::atomic_notify, operands, true, ValueType::I32);
}

}  // namespace wali::jit
