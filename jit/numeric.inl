#pragma once

#include <bit>
#include <optional>

#include "jit/function_compiler.h"

/// Arithmetic, comparisons and conversions.
namespace wali::jit {

namespace numeric {

inline uint64_t fold(BinaryOperation operation, uint64_t lhs, uint64_t rhs) {
  switch (operation) {
    case BinaryOperation::Add:
      return lhs + rhs;
    case BinaryOperation::Sub:
      return lhs - rhs;
    case BinaryOperation::Mul:
      return lhs * rhs;
    case BinaryOperation::And:
      return lhs & rhs;
    case BinaryOperation::Or:
      return lhs | rhs;
    case BinaryOperation::Xor:
      break;
  }
  return lhs ^ rhs;
}

/// Does x `operation` `rhs` give x?
inline bool is_neutral(BinaryOperation operation, int64_t rhs) {
  switch (operation) {
    case BinaryOperation::Mul:
      return rhs == 1;
    case BinaryOperation::And:
      return rhs == -1;
    default:
      return rhs == 0;
  }
}

struct ConstantComparison {
  Condition condition;
  int64_t constant;
};

/// The same comparison by the constant's neighbour: x > c is x >= c + 1. None where that one is
/// out of range.
inline std::optional<ConstantComparison> neighbour(Condition condition,
                                                   Width width,
                                                   int64_t constant) {
  int64_t largest = width == Width::W32 ? INT32_MAX : INT64_MAX;
  switch (condition) {
    case Condition::GtS:
    case Condition::LeS:
      if (constant == largest) return std::nullopt;
      return ConstantComparison{condition == Condition::GtS ? Condition::GeS : Condition::LtS,
                                constant + 1};
    case Condition::GtU:
    case Condition::LeU:
      if (constant == -1) return std::nullopt;
      return ConstantComparison{condition == Condition::GtU ? Condition::GeU : Condition::LtU,
                                constant + 1};
    default:
      return std::nullopt;
  }
}

}  // namespace numeric

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::binary(BinaryOperation operation, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  bool is_32 = type == ValueType::I32;
  if (lhs.kind == Kind::Constant && rhs.kind == Kind::Constant) {
    uint64_t bits = numeric::fold(operation, lhs.bits, rhs.bits);
    push_constant(type, is_32 ? static_cast<uint32_t>(bits) : bits);
    return;
  }
  if (lhs.kind == Kind::Constant && operation != BinaryOperation::Sub) std::swap(lhs, rhs);
  Width width = width_of(type);
  if (operation == BinaryOperation::And && (peek() == Opcode::br_if || peek() == Opcode::if_) &&
      is_32) {
    Register left = to_register(lhs);
    Operand right = to_operand(rhs);
    consume_condition(Condition::Ne, [=, this] { masm_.test(width, left, right); });
    return;
  }
  Operand right = to_operand(rhs);
  Register left = to_register(lhs);
  if (right.kind == Operand::Kind::Constant && numeric::is_neutral(operation, right.constant) &&
      is_temporary(left)) {
    push_register(type, left);
    return;
  }
  bool is_commutative = operation != BinaryOperation::Sub;
  Register to = result_register(
      type, left, is_commutative && right.kind == Operand::Kind::Register ? right.reg : kNone);
  masm_.binary(operation, width, to, left, right, temporaries_);
  push_result(type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::shift(ShiftOperation operation, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  Width width = width_of(type);
  if (rhs.kind == Kind::Constant) {
    uint32_t count = static_cast<uint32_t>(rhs.bits) & (width == Width::W32 ? 31 : 63);
    Register left = to_register(lhs);
    Register to = result_register(type, left);
    masm_.shift_constant(operation, width, to, left, count);
    push_result(type, to);
    return;
  }
  auto constraint = masm_.shift_constraint(operation);
  RegisterSet avoid = constraint.rhs == kNone ? 0 : bit(constraint.rhs);
  Register left = to_register(lhs, avoid);
  Register count = constraint.rhs == kNone ? to_register(rhs) : to_fixed(rhs, constraint.rhs);
  Register to = result_register(type, left, kNone, avoid);
  masm_.shift(operation, width, to, left, Operand::of(count));
  push_result(type, to);
}

/// Unsigned division and remainder by a power of two. False if it is none.
template <MacroAssembler Masm>
bool FunctionCompiler<Masm>::divide_by_power(DivideOperation operation,
                                             ValueType type,
                                             uint64_t divisor,
                                             const Value& dividend) {
  bool is_unsigned = operation == DivideOperation::DivU || operation == DivideOperation::RemU;
  int64_t mask = static_cast<int64_t>(divisor - 1);
  if (!is_unsigned || !std::has_single_bit(divisor) || !Masm::is_immediate(mask)) return false;
  Register left = to_register(dividend);
  Register to = result_register(type, left);
  if (operation == DivideOperation::DivU) {
    masm_.shift_constant(ShiftOperation::ShrU,
                         width_of(type),
                         to,
                         left,
                         static_cast<uint32_t>(std::countr_zero(divisor)));
  } else {
    masm_.binary(BinaryOperation::And, width_of(type), to, left, Operand::of_constant(mask));
  }
  push_result(type, to);
  return true;
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::divide(DivideOperation operation, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  std::optional<int64_t> known;
  if (rhs.kind == Kind::Constant && rhs.bits != 0) {
    known =
        type == ValueType::I32 ? static_cast<int32_t>(rhs.bits) : static_cast<int64_t>(rhs.bits);
    if (divide_by_power(operation, type, rhs.bits, lhs)) return;
  }
  auto constraint = Masm::divide_constraint(operation);
  Register divisor = to_register(rhs, constraint.clobbers);
  if (constraint.lhs == kNone) {
    Register dividend = to_register(lhs);
    Register to = result_register(type, dividend, divisor);
    masm_.divide(operation, width_of(type), to, dividend, divisor, known);
    push_result(type, to);
    return;
  }
  to_fixed(lhs, constraint.lhs);
  for_each_register(constraint.clobbers & ~bit(constraint.lhs),
                    [&](uint32_t index) { claim(register_at(index)); });
  masm_.divide(operation, width_of(type), constraint.result, constraint.lhs, divisor, known);
  push_register(type, constraint.result);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::unary(UnaryOperation operation, ValueType type) {
  convert(type, type, [=, this](Register to, Register from) {
    masm_.unary(operation, width_of(type), to, from);
  });
}

/// One operand of one type, one result of another; `emit(to, from)`.
template <MacroAssembler Masm>
template <typename Emit>
void FunctionCompiler<Masm>::convert(ValueType, ValueType to_type, Emit emit) {
  Register from = to_register(pop());
  Register to = result_register(to_type, from);
  emit(to, from);
  push_result(to_type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::compare(Condition condition, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  if (lhs.kind == Kind::Constant && rhs.kind != Kind::Constant) {
    std::swap(lhs, rhs);
    condition = swapped(condition);
  }
  Operand right = to_operand(rhs);
  Register left = to_register(lhs);
  Width width = width_of(type);
  if (right.kind == Operand::Kind::Constant && !Masm::is_compared(right.constant)) {
    auto other = numeric::neighbour(condition, width, right.constant);
    if (other && Masm::is_compared(other->constant)) {
      condition = other->condition;
      right.constant = other->constant;
    }
  }
  bool against_zero = right.kind == Operand::Kind::Constant && right.constant == 0 &&
                      (condition == Condition::Eq || condition == Condition::Ne);
  if (against_zero) {
    consume_condition(condition, [=, this] { masm_.test(width, left, Operand::of(left)); });
  } else {
    consume_condition(condition, [=, this] { masm_.compare(width, left, right); });
  }
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::equal_zero(ValueType type) {
  Register reg = to_register(pop());
  Width width = width_of(type);
  consume_condition(Condition::Eq, [=, this] { masm_.test(width, reg, Operand::of(reg)); });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::compare_floats(FloatCondition condition, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  Register right = to_register(rhs);
  Register left = to_register(lhs);
  // What reads the flags has to know how the comparison set them, so a negation stays with the
  // condition.
  FloatCondition compared = condition;
  consume_condition(condition,
                    [=, this] { masm_.compare_floats(width_of(type), compared, left, right); });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::float_binary(FloatBinary operation, ValueType type) {
  Value rhs = pop();
  Value lhs = pop();
  Register right = to_register(rhs);
  Register left = to_register(lhs);
  bool is_commutative = operation == FloatBinary::Add || operation == FloatBinary::Mul;
  Register to = result_register(type, left, is_commutative ? right : kNone);
  masm_.float_binary(operation, width_of(type), to, left, right);
  push_result(type, to);
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::float_unary(FloatUnary operation, ValueType type) {
  convert(type, type, [=, this](Register to, Register from) {
    masm_.float_unary(operation, width_of(type), to, from);
  });
}

template <MacroAssembler Masm>
void FunctionCompiler<Masm>::truncate_float(ValueType from_type,
                                            ValueType to_type,
                                            Signedness sign,
                                            Overflow overflow) {
  convert(from_type, to_type, [=, this](Register to, Register from) {
    masm_.truncate(width_of(to_type), sign, overflow, width_of(from_type), to, from);
  });
}

}  // namespace wali::jit
