#pragma once

#include "jit/function_compiler.h"

/// The threads proposal: atomic accesses to linear memory, wait and notify.
namespace wali::jit {

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_load(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  Address address = unchecked_address(arg, pop(), 0);
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
  masm_.atomic_address(shape, unchecked_address(arg, index, 0));
  masm_.atomic_store(shape, reg);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_rmw(AtomicOperation operation, MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  auto constraint = masm_.atomic_constraint(operation);
  Value value = pop();
  Value index = pop();
  Register reg = to_register(value, constraint.clobbers);
  Address address = unchecked_address(arg, index, constraint.clobbers);
  Register temporary = kNone;
  if (constraint.temporary) {
    temporary = allocate(ValueType::I64, constraint.clobbers);
    locked_ |= bit(temporary);
  }
  bool is_fixed = constraint.result != kNone;
  Register to = constraint.result;
  if (is_fixed) {
    claim(to);
  } else {
    to = result_register(shape.type, address.index, kNone, bit(reg));
  }
  masm_.atomic_address(shape, address);
  masm_.atomic_rmw(operation, shape, to, reg, temporary);
  is_fixed ? push_register(shape.type, to) : push_result(shape.type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_cmpxchg(MemoryShape shape) {
  loader::MemArg arg = cursor_.mem_arg();
  auto constraint = Masm::compare_exchange_constraint();
  Value replacement = pop();
  Value expected = pop();
  Value index = pop();
  Register reg = to_register(replacement, constraint.clobbers);
  Address address = unchecked_address(arg, index, constraint.clobbers);
  Register to = constraint.lhs;
  if (to != kNone) {
    to_fixed(expected, to);
  } else {
    to = to_register(expected);
    if (!is_temporary(to)) {
      Register copy = allocate(shape.type);
      masm_.move(shape.type, copy, to);
      to = copy;
    }
  }
  masm_.atomic_address(shape, address);
  masm_.compare_exchange(shape, to, reg);
  push_register(shape.type, to);
}

/// The effective address in a register, for a helper that checks it. The sum of a 64-bit index and
/// an offset may not exist, so that one is checked here.
template <MacroAssembler Masm>
auto FunctionCompiler<Masm>::helper_address(const loader::MemArg& arg, const Value& index)
    -> Register {
  Address address = unchecked_address(arg, index, 0);
  if (index_type_of_memory(arg.memory) == ValueType::I64) address = masm_.check_bounds(address);
  Register to = address.index != kNone && is_temporary(address.index) ? address.index
                                                                      : allocate(ValueType::I64);
  locked_ |= bit(to);
  masm_.effective_address(to, address.index, address.offset);
  return to;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::atomic_wait(Builtin builtin) {
  loader::MemArg arg = cursor_.mem_arg();
  Value timeout = pop();
  Value expected = pop();
  Register address = helper_address(arg, pop());
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
  Register address = helper_address(arg, pop());
  Value operands[] = {{.kind = Kind::Constant, .type = ValueType::I64, .bits = arg.memory},
                      {.kind = Kind::Register, .type = ValueType::I64, .reg = address},
                      count};
  call_builtin(Builtin::atomic_notify, operands, true, ValueType::I32);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::visit_atomic(Opcode opcode) {
  using enum loader::ValueType;
  switch (opcode) {
    case Opcode::memory_atomic_notify:
      atomic_notify();
      break;
    case Opcode::memory_atomic_wait32:
      atomic_wait(Builtin::atomic_wait32);
      break;
    case Opcode::memory_atomic_wait64:
      atomic_wait(Builtin::atomic_wait64);
      break;
    case Opcode::atomic_fence:
      cursor_.byte();
      masm_.fence();
      break;
    case Opcode::i32_atomic_load:
      atomic_load({4, false, I32});
      break;
    case Opcode::i64_atomic_load:
      atomic_load({8, false, I64});
      break;
    case Opcode::i32_atomic_load8_u:
      atomic_load({1, false, I32});
      break;
    case Opcode::i32_atomic_load16_u:
      atomic_load({2, false, I32});
      break;
    case Opcode::i64_atomic_load8_u:
      atomic_load({1, false, I64});
      break;
    case Opcode::i64_atomic_load16_u:
      atomic_load({2, false, I64});
      break;
    case Opcode::i64_atomic_load32_u:
      atomic_load({4, false, I64});
      break;
    case Opcode::i32_atomic_store:
      atomic_store({4, false, I32});
      break;
    case Opcode::i64_atomic_store:
      atomic_store({8, false, I64});
      break;
    case Opcode::i32_atomic_store8:
      atomic_store({1, false, I32});
      break;
    case Opcode::i32_atomic_store16:
      atomic_store({2, false, I32});
      break;
    case Opcode::i64_atomic_store8:
      atomic_store({1, false, I64});
      break;
    case Opcode::i64_atomic_store16:
      atomic_store({2, false, I64});
      break;
    case Opcode::i64_atomic_store32:
      atomic_store({4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_add:
      atomic_rmw(AtomicOperation::Add, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_add:
      atomic_rmw(AtomicOperation::Add, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_add_u:
      atomic_rmw(AtomicOperation::Add, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_add_u:
      atomic_rmw(AtomicOperation::Add, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_add_u:
      atomic_rmw(AtomicOperation::Add, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_add_u:
      atomic_rmw(AtomicOperation::Add, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_add_u:
      atomic_rmw(AtomicOperation::Add, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_sub:
      atomic_rmw(AtomicOperation::Sub, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_sub:
      atomic_rmw(AtomicOperation::Sub, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_sub_u:
      atomic_rmw(AtomicOperation::Sub, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_sub_u:
      atomic_rmw(AtomicOperation::Sub, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_sub_u:
      atomic_rmw(AtomicOperation::Sub, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_sub_u:
      atomic_rmw(AtomicOperation::Sub, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_sub_u:
      atomic_rmw(AtomicOperation::Sub, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_and:
      atomic_rmw(AtomicOperation::And, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_and:
      atomic_rmw(AtomicOperation::And, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_and_u:
      atomic_rmw(AtomicOperation::And, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_and_u:
      atomic_rmw(AtomicOperation::And, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_and_u:
      atomic_rmw(AtomicOperation::And, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_and_u:
      atomic_rmw(AtomicOperation::And, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_and_u:
      atomic_rmw(AtomicOperation::And, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_or:
      atomic_rmw(AtomicOperation::Or, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_or:
      atomic_rmw(AtomicOperation::Or, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_or_u:
      atomic_rmw(AtomicOperation::Or, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_or_u:
      atomic_rmw(AtomicOperation::Or, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_or_u:
      atomic_rmw(AtomicOperation::Or, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_or_u:
      atomic_rmw(AtomicOperation::Or, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_or_u:
      atomic_rmw(AtomicOperation::Or, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_xor:
      atomic_rmw(AtomicOperation::Xor, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_xor:
      atomic_rmw(AtomicOperation::Xor, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_xor_u:
      atomic_rmw(AtomicOperation::Xor, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_xor_u:
      atomic_rmw(AtomicOperation::Xor, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_xor_u:
      atomic_rmw(AtomicOperation::Xor, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_xor_u:
      atomic_rmw(AtomicOperation::Xor, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_xor_u:
      atomic_rmw(AtomicOperation::Xor, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_xchg:
      atomic_rmw(AtomicOperation::Xchg, {4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_xchg:
      atomic_rmw(AtomicOperation::Xchg, {8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_xchg_u:
      atomic_rmw(AtomicOperation::Xchg, {4, false, I64});
      break;
    case Opcode::i32_atomic_rmw_cmpxchg:
      atomic_cmpxchg({4, false, I32});
      break;
    case Opcode::i64_atomic_rmw_cmpxchg:
      atomic_cmpxchg({8, false, I64});
      break;
    case Opcode::i32_atomic_rmw8_cmpxchg_u:
      atomic_cmpxchg({1, false, I32});
      break;
    case Opcode::i32_atomic_rmw16_cmpxchg_u:
      atomic_cmpxchg({2, false, I32});
      break;
    case Opcode::i64_atomic_rmw8_cmpxchg_u:
      atomic_cmpxchg({1, false, I64});
      break;
    case Opcode::i64_atomic_rmw16_cmpxchg_u:
      atomic_cmpxchg({2, false, I64});
      break;
    case Opcode::i64_atomic_rmw32_cmpxchg_u:
      atomic_cmpxchg({4, false, I64});
      break;
    default:
      assert(false);
      break;
  }
}

}  // namespace wali::jit
