#include <asmjit/arm/a64utils.h>

#include <bit>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

uint64_t cut(Width width, int64_t value) {
  return width == Width::W32 ? static_cast<uint32_t>(value) : static_cast<uint64_t>(value);
}
int64_t sign_extended(Width width, int64_t value) {
  return width == Width::W32 ? static_cast<int32_t>(value) : value;
}
uint64_t magnitude_of(int64_t value) {
  uint64_t bits = static_cast<uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// Twelve bits, or twelve bits above twelve zeros.
bool is_arithmetic_immediate(uint64_t value) {
  return value < 1 << 12 || (value < 1 << 24 && value % (1 << 12) == 0);
}
/// A run of ones, rotated, in each of its equal parts.
bool is_logical_immediate(Width width, uint64_t value) {
  return a64::Utils::isLogicalImm(value, bits_of(width));
}

constexpr uint32_t kInstructionBytes = 4;

constexpr asmjit::InstId kBinaryInstructions[] = {
    a64::Inst::kIdAdd,
    a64::Inst::kIdSub,
    a64::Inst::kIdMul,
    a64::Inst::kIdAnd,
    a64::Inst::kIdOrr,
    a64::Inst::kIdEor,
};

bool is_power_of_two(uint64_t value) {
  return std::has_single_bit(value);
}
uint32_t log2(uint64_t power) {
  return static_cast<uint32_t>(std::countr_zero(power));
}

}  // namespace

void MacroAssembler::copy(Width width, Register to, Register from) {
  if (to != from) assembler_.mov(gp(width, to), gp(width, from));
}

// Arithmetic.

void MacroAssembler::emit_arithmetic(BinaryOperation operation,
                                     const a64::Gp& to,
                                     const a64::Gp& lhs,
                                     const asmjit::Operand_& rhs) {
  assembler_.emit(kBinaryInstructions[static_cast<uint8_t>(operation)], to, lhs, rhs);
}

void MacroAssembler::binary(BinaryOperation operation,
                            Width width,
                            Register to,
                            Register lhs,
                            Operand rhs,
                            RegisterSet temporaries) {
  if (rhs.kind == Operand::Kind::Constant) {
    binary_constant(operation, width, to, lhs, sign_extended(width, rhs.constant));
    return;
  }
  bool is_in_register = rhs.kind == Operand::Kind::Register;
  if (is_in_register && combine_with_last(operation, width, to, lhs, rhs.reg, temporaries)) return;
  a64::Gp right = operand_register(width, rhs);
  if (operation == BinaryOperation::Mul) {
    emit_product(width, to, lhs, right);
  } else {
    emit_arithmetic(operation, gp(width, to), gp(width, lhs), right);
  }
}

void MacroAssembler::emit_product(Width width, Register to, Register lhs, const a64::Gp& rhs) {
  assembler_.mul(gp(width, to), gp(width, lhs), rhs);
  last_ = {.end = offset(), .width = width, .to = to, .first = lhs, .second = rhs};
}

/// One instruction instead of the last one and this operation, if the last one's result is an
/// operand that nothing else reads.
bool MacroAssembler::combine_with_last(BinaryOperation operation,
                                       Width width,
                                       Register to,
                                       Register lhs,
                                       Register rhs,
                                       RegisterSet temporaries) {
  if (!last_ || last_->end != offset() || last_->width != width || lhs == rhs) return false;
  const Last last = *last_;
  if (last.to != to && (temporaries >> index_of(last.to) & 1) == 0) return false;
  bool is_commutative = operation != BinaryOperation::Sub;
  if (rhs != last.to && !(lhs == last.to && is_commutative)) return false;
  a64::Gp result = gp(width, to), first = gp(width, last.first);
  a64::Gp other = gp(width, rhs == last.to ? lhs : rhs);
  if (!last.shift) {
    bool is_sum = operation == BinaryOperation::Add;
    if (!is_sum && operation != BinaryOperation::Sub) return false;
    remove_last();
    assembler_.emit(
        is_sum ? a64::Inst::kIdMadd : a64::Inst::kIdMsub, result, first, last.second, other);
    return true;
  }
  bool is_rotation = *last.shift == ShiftOperation::Rotr;
  bool is_logical = operation == BinaryOperation::And || operation == BinaryOperation::Or ||
                    operation == BinaryOperation::Xor;
  if (operation == BinaryOperation::Mul || (is_rotation && !is_logical)) return false;
  constexpr asmjit::arm::Shift (*kShifts[])(uint32_t) = {
      a64::lsl, a64::asr, a64::lsr, a64::ror, a64::ror};
  asmjit::arm::Shift shift = kShifts[static_cast<uint8_t>(*last.shift)](last.count);
  remove_last();
  assembler_.emit(kBinaryInstructions[static_cast<uint8_t>(operation)],
                  result,
                  other,
                  first,
                  asmjit::Imm(shift));
  return true;
}

/// Takes back the last instruction. What was noted behind it stands in front of the next one.
void MacroAssembler::remove_last() {
  uint32_t begin = last_->end - kInstructionBytes;
  assembler_.setOffset(begin);
  for (size_t i = sites_.size(); i-- > 0 && sites_[i].code_offset > begin;) {
    sites_[i].code_offset = begin;
  }
  last_.reset();
}

void MacroAssembler::binary_constant(
    BinaryOperation operation, Width width, Register to, Register lhs, int64_t rhs) {
  switch (operation) {
    case BinaryOperation::Add:
      if (add_immediate(width, to, lhs, rhs)) return;
      break;
    case BinaryOperation::Sub:
      if (rhs != INT64_MIN && add_immediate(width, to, lhs, -rhs)) return;
      break;
    case BinaryOperation::Mul:
      multiply_constant(width, to, lhs, rhs);
      return;
    default:
      if (logical_immediate(operation, width, to, lhs, rhs)) return;
      break;
  }
  emit_arithmetic(operation, gp(width, to), gp(width, lhs), constant_register(width, rhs));
}

/// In one or two instructions without the scratch register, or not at all.
bool MacroAssembler::add_immediate(Width width, Register to, Register lhs, int64_t rhs) {
  constexpr uint64_t kLow = (1 << 12) - 1;
  uint64_t magnitude = magnitude_of(rhs);
  if (magnitude >= 1 << 24) return false;
  BinaryOperation operation = rhs < 0 ? BinaryOperation::Sub : BinaryOperation::Add;
  if (rhs == 0) {
    copy(width, to, lhs);
  } else if (is_arithmetic_immediate(magnitude)) {
    emit_arithmetic(operation, gp(width, to), gp(width, lhs), asmjit::imm(magnitude));
  } else {
    emit_arithmetic(operation, gp(width, to), gp(width, lhs), asmjit::imm(magnitude & ~kLow));
    emit_arithmetic(operation, gp(width, to), gp(width, to), asmjit::imm(magnitude & kLow));
  }
  return true;
}

bool MacroAssembler::logical_immediate(
    BinaryOperation operation, Width width, Register to, Register lhs, int64_t rhs) {
  if (uint64_t bits = cut(width, rhs); is_logical_immediate(width, bits)) {
    emit_arithmetic(operation, gp(width, to), gp(width, lhs), asmjit::imm(bits));
    return true;
  }
  if (rhs != 0 && rhs != -1) return false;
  bool is_and = operation == BinaryOperation::And;
  if (operation == BinaryOperation::Xor && rhs == -1) {
    assembler_.mvn(gp(width, to), gp(width, lhs));
  } else if (operation == BinaryOperation::Xor || is_and == (rhs == -1)) {
    copy(width, to, lhs);
  } else {
    load_integer_constant(to, cut(width, rhs));
  }
  return true;
}

void MacroAssembler::multiply_constant(Width width, Register to, Register lhs, int64_t rhs) {
  a64::Gp result = gp(width, to), left = gp(width, lhs);
  uint64_t magnitude = magnitude_of(rhs);
  if (magnitude == 0) {
    assembler_.mov(result, 0);
  } else if (is_power_of_two(magnitude) && rhs < 0) {
    assembler_.neg(result, left, a64::lsl(log2(magnitude)));
  } else if (is_power_of_two(magnitude)) {
    shift_constant(ShiftOperation::Shl, width, to, lhs, log2(magnitude));
  } else if (rhs > 0 && is_power_of_two(magnitude - 1)) {
    assembler_.add(result, left, left, a64::lsl(log2(magnitude - 1)));
  } else if (rhs > 0 && is_power_of_two(magnitude + 1)) {
    assembler_.lsl(gp(width, kScratch), left, log2(magnitude + 1));
    assembler_.sub(result, gp(width, kScratch), left);
  } else {
    emit_product(width, to, lhs, constant_register(width, rhs));
  }
}

void MacroAssembler::wrap(Register to, Register from) {
  assembler_.mov(gp32(to), gp32(from));
}

// Shifts. Those by a register take its value modulo the width, as Wasm wants it.

void MacroAssembler::emit_shift(ShiftOperation operation,
                                const a64::Gp& to,
                                const a64::Gp& lhs,
                                const asmjit::Operand_& count) {
  constexpr asmjit::InstId kInstructions[] = {
      a64::Inst::kIdLsl,
      a64::Inst::kIdAsr,
      a64::Inst::kIdLsr,
      a64::Inst::kIdRor,
      a64::Inst::kIdRor,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)], to, lhs, count);
}

Constraint MacroAssembler::shift_constraint(ShiftOperation) const {
  return {};
}

void MacroAssembler::shift(
    ShiftOperation operation, Width width, Register to, Register lhs, Operand count) {
  if (count.kind == Operand::Kind::Constant) {
    uint32_t masked = static_cast<uint32_t>(count.constant) & (bits_of(width) - 1);
    shift_constant(operation, width, to, lhs, masked);
    return;
  }
  a64::Gp by = operand_register(width, count);
  if (operation == ShiftOperation::Rotl) {
    assembler_.neg(gp(width, kScratch), by);
    by = gp(width, kScratch);
  }
  emit_shift(operation, gp(width, to), gp(width, lhs), by);
}

void MacroAssembler::shift_constant(
    ShiftOperation operation, Width width, Register to, Register lhs, uint32_t count) {
  if (count == 0) {
    copy(width, to, lhs);
    return;
  }
  if (operation == ShiftOperation::Rotl) {
    operation = ShiftOperation::Rotr;
    count = bits_of(width) - count;
  }
  emit_shift(operation, gp(width, to), gp(width, lhs), asmjit::imm(count));
  last_ = {
      .end = offset(), .width = width, .to = to, .first = lhs, .shift = operation, .count = count};
}

// Division. The instructions never fault: x / 0 is 0, and the smallest integer divided by -1 is
// itself.

Constraint MacroAssembler::divide_constraint(DivideOperation) {
  return {};
}

void MacroAssembler::divide(DivideOperation operation,
                            Width width,
                            Register to,
                            Register lhs,
                            Register rhs,
                            std::optional<int64_t> known_divisor) {
  if (known_divisor && divide_by_constant(operation, width, to, lhs, *known_divisor)) return;
  a64::Gp result = gp(width, to), left = gp(width, lhs), right = gp(width, rhs);
  if (!known_divisor) branch_if_zero(width, rhs, cold_trap(TrapReason::IntegerDivideByZero));
  switch (operation) {
    case DivideOperation::DivS:
      if (!known_divisor) check_signed_overflow(width, lhs, rhs);
      assembler_.sdiv(result, left, right);
      break;
    case DivideOperation::DivU:
      assembler_.udiv(result, left, right);
      break;
    case DivideOperation::RemS:
    case DivideOperation::RemU:
      assembler_.emit(operation == DivideOperation::RemS ? a64::Inst::kIdSdiv : a64::Inst::kIdUdiv,
                      gp(width, kScratch),
                      left,
                      right);
      assembler_.msub(result, gp(width, kScratch), right, left);
      break;
  }
}

/// Traps where the smallest integer is divided by -1: only there, `lhs - 1` overflows and
/// `rhs + 1` is zero.
void MacroAssembler::check_signed_overflow(Width width, Register lhs, Register rhs) {
  constexpr uint32_t kNoFlags = 0;
  assembler_.cmn(gp(width, rhs), 1);
  assembler_.ccmp(gp(width, lhs), 1, kNoFlags, CondCode::kEQ);
  branch(CondCode::kVS, cold_trap(TrapReason::IntegerOverflow));
}

/// Divisors that need no division, and no check but one for overflow. The others are left to the
/// instruction.
bool MacroAssembler::divide_by_constant(
    DivideOperation operation, Width width, Register to, Register lhs, int64_t divisor) {
  divisor = sign_extended(width, divisor);
  uint64_t bits = cut(width, divisor);
  switch (operation) {
    case DivideOperation::DivS:
      if (divisor != -1) return false;
      assembler_.cmp(gp(width, lhs), 1);
      branch(CondCode::kVS, cold_trap(TrapReason::IntegerOverflow));
      assembler_.neg(gp(width, to), gp(width, lhs));
      return true;
    case DivideOperation::RemS:
      if (divisor != -1) return false;
      assembler_.mov(gp(width, to), 0);
      return true;
    case DivideOperation::DivU:
      if (!is_power_of_two(bits)) return false;
      shift_constant(ShiftOperation::ShrU, width, to, lhs, log2(bits));
      return true;
    case DivideOperation::RemU:
      if (!is_power_of_two(bits)) return false;
      binary_constant(BinaryOperation::And, width, to, lhs, static_cast<int64_t>(bits - 1));
      return true;
  }
  return false;
}

// Bits.

void MacroAssembler::unary(UnaryOperation operation, Width width, Register to, Register from) {
  a64::Gp result = gp(width, to), source = gp(width, from);
  switch (operation) {
    case UnaryOperation::Clz:
      assembler_.clz(result, source);
      break;
    case UnaryOperation::Ctz:
      assembler_.rbit(result, source);
      assembler_.clz(result, result);
      break;
    case UnaryOperation::Popcnt:
      assembler_.fmov(fp(width, kFloatScratch), source);
      assembler_.cnt(vec(kFloatScratch).b8(), vec(kFloatScratch).b8());
      assembler_.addv(vec(kFloatScratch).b(), vec(kFloatScratch).b8());
      assembler_.fmov(gp32(to), s(kFloatScratch));
      break;
    case UnaryOperation::Extend8S:
      assembler_.sxtb(result, gp32(from));
      break;
    case UnaryOperation::Extend16S:
      assembler_.sxth(result, gp32(from));
      break;
    case UnaryOperation::Extend32S:
      assembler_.sxtw(gp64(to), gp32(from));
      break;
  }
}

// Comparisons.

bool MacroAssembler::is_compared(int64_t value) {
  return is_arithmetic_immediate(magnitude_of(value));
}

void MacroAssembler::compare(Width width, Register lhs, Operand rhs) {
  bool is_constant = rhs.kind == Operand::Kind::Constant;
  int64_t constant = sign_extended(width, rhs.constant);
  if (!is_constant || !is_compared(constant)) {
    assembler_.cmp(gp(width, lhs), operand_register(width, rhs));
  } else if (constant < 0) {
    assembler_.cmn(gp(width, lhs), magnitude_of(constant));
  } else {
    assembler_.cmp(gp(width, lhs), magnitude_of(constant));
  }
}

void MacroAssembler::test(Width width, Register lhs, Operand rhs) {
  if (rhs.is(lhs)) {
    zero_test_ = {width, lhs};
    return;
  }
  if (rhs.kind == Operand::Kind::Constant) {
    uint64_t bits = cut(width, sign_extended(width, rhs.constant));
    if (is_logical_immediate(width, bits)) {
      assembler_.tst(gp(width, lhs), bits);
      return;
    }
  }
  assembler_.tst(gp(width, lhs), operand_register(width, rhs));
}

void MacroAssembler::set_if(Condition condition, Register to) {
  settle_test();
  assembler_.cset(gp32(to), condition_code(condition));
}

void MacroAssembler::select_if(Condition condition,
                               loader::ValueType type,
                               Register to,
                               Register if_true) {
  settle_test();
  select(condition_code(condition), type, to, if_true);
}

void MacroAssembler::select(CondCode condition,
                            loader::ValueType type,
                            Register to,
                            Register if_true) {
  if (loader::is_vector(type)) {
    Label skip = new_label();
    assembler_.b(asmjit::arm::negateCond(condition), skip);
    move_float(to, if_true);
    bind(skip);
  } else if (is_float_class(type)) {
    Width width = width_of(type);
    assembler_.fcsel(fp(width, to), fp(width, if_true), fp(width, to), condition);
  } else {
    Width width = width_of(type);
    assembler_.csel(gp(width, to), gp(width, if_true), gp(width, to), condition);
  }
}

}  // namespace wali::jit::aarch64
