#include <bit>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

namespace x86 = asmjit::x86;
using x86::CondCode;

namespace {

constexpr RegisterSet bit(Register reg) {
  return RegisterSet{1} << static_cast<uint32_t>(reg);
}

bool is_commutative(BinaryOperation operation) {
  return operation != BinaryOperation::Sub;
}

int64_t sign_extended(Width width, int64_t value) {
  return width == Width::W32 ? static_cast<int32_t>(value) : value;
}

}  // namespace

// Arithmetic.

void MacroAssembler::emit_arithmetic(BinaryOperation operation,
                                     const x86::Gp& to,
                                     const asmjit::Operand_& rhs) {
  constexpr asmjit::InstId kInstructions[] = {
      x86::Inst::kIdAdd,
      x86::Inst::kIdSub,
      x86::Inst::kIdImul,
      x86::Inst::kIdAnd,
      x86::Inst::kIdOr,
      x86::Inst::kIdXor,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)], to, rhs);
}

void MacroAssembler::binary(
    BinaryOperation operation, Width width, Register to, Register lhs, Operand rhs, RegisterSet) {
  switch (rhs.kind) {
    case Operand::Kind::Register:
      binary_register(operation, width, to, lhs, rhs.reg);
      break;
    case Operand::Kind::Constant:
      binary_constant(operation, width, to, lhs, sign_extended(width, rhs.constant));
      break;
    case Operand::Kind::Frame:
      if (to != lhs) assembler_.mov(gp(width, to), gp(width, lhs));
      emit_arithmetic(operation, gp(width, to), frame_word(rhs.offset, bytes_of(width)));
      break;
  }
}

void MacroAssembler::binary_register(
    BinaryOperation operation, Width width, Register to, Register lhs, Register rhs) {
  if (to == lhs) {
    emit_arithmetic(operation, gp(width, to), gp(width, rhs));
  } else if (to == rhs && is_commutative(operation)) {
    emit_arithmetic(operation, gp(width, to), gp(width, lhs));
  } else if (to == rhs) {
    assembler_.neg(gp(width, to));
    assembler_.add(gp(width, to), gp(width, lhs));
  } else if (operation == BinaryOperation::Add) {
    assembler_.lea(gp(width, to), x86::ptr(gp64(lhs), gp64(rhs)));
  } else {
    assembler_.mov(gp(width, to), gp(width, lhs));
    emit_arithmetic(operation, gp(width, to), gp(width, rhs));
  }
}

void MacroAssembler::binary_constant(
    BinaryOperation operation, Width width, Register to, Register lhs, int64_t rhs) {
  int64_t negated = sign_extended(width, static_cast<int64_t>(-static_cast<uint64_t>(rhs)));
  switch (operation) {
    case BinaryOperation::Mul:
      multiply_constant(width, to, lhs, rhs);
      return;
    case BinaryOperation::And:
      and_constant(width, to, lhs, rhs);
      return;
    case BinaryOperation::Add:
      if (to == lhs) break;
      assembler_.lea(gp(width, to), x86::ptr(gp64(lhs), static_cast<int32_t>(rhs)));
      return;
    case BinaryOperation::Sub:
      if (to == lhs || !is_immediate(negated)) break;
      assembler_.lea(gp(width, to), x86::ptr(gp64(lhs), static_cast<int32_t>(negated)));
      return;
    default:
      break;
  }
  if (to != lhs) assembler_.mov(gp(width, to), gp(width, lhs));
  if (operation == BinaryOperation::Xor && rhs == -1) {
    assembler_.not_(gp(width, to));
  } else {
    emit_arithmetic(operation, gp(width, to), asmjit::imm(rhs));
  }
}

void MacroAssembler::multiply_constant(Width width, Register to, Register lhs, int64_t rhs) {
  if (rhs == 0) {
    assembler_.xor_(gp32(to), gp32(to));
  } else if (rhs > 0 && std::has_single_bit(static_cast<uint64_t>(rhs))) {
    uint32_t count = static_cast<uint32_t>(std::countr_zero(static_cast<uint64_t>(rhs)));
    shift_constant(ShiftOperation::Shl, width, to, lhs, count);
  } else if (rhs == 3 || rhs == 5 || rhs == 9) {
    uint32_t scale = static_cast<uint32_t>(std::countr_zero(static_cast<uint64_t>(rhs - 1)));
    assembler_.lea(gp(width, to), x86::ptr(gp64(lhs), gp64(lhs), scale));
  } else {
    assembler_.imul(gp(width, to), gp(width, lhs), rhs);
  }
}

void MacroAssembler::and_constant(Width width, Register to, Register lhs, int64_t rhs) {
  if (rhs == 0xff) {
    assembler_.movzx(gp32(to), gp8(lhs));
    return;
  }
  if (rhs == 0xffff) {
    assembler_.movzx(gp32(to), gp16(lhs));
    return;
  }
  if (rhs >= 0) width = Width::W32;  // the result has no higher bits
  if (to != lhs) assembler_.mov(gp(width, to), gp(width, lhs));
  assembler_.and_(gp(width, to), rhs);
}

void MacroAssembler::wrap(Register to, Register from) {
  assembler_.mov(gp32(to), gp32(from));
}

// Shifts.

void MacroAssembler::emit_shift(ShiftOperation operation,
                                const x86::Gp& to,
                                const asmjit::Operand_& count) {
  constexpr asmjit::InstId kInstructions[] = {
      x86::Inst::kIdShl,
      x86::Inst::kIdSar,
      x86::Inst::kIdShr,
      x86::Inst::kIdRol,
      x86::Inst::kIdRor,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)], to, count);
}

Constraint MacroAssembler::shift_constraint(ShiftOperation operation) const {
  bool is_rotation = operation == ShiftOperation::Rotl || operation == ShiftOperation::Rotr;
  return {.rhs = cpu_.bmi2 && !is_rotation ? kNone : rcx};
}

void MacroAssembler::shift(
    ShiftOperation operation, Width width, Register to, Register lhs, Operand count) {
  if (count.kind == Operand::Kind::Constant) {
    uint32_t masked = static_cast<uint32_t>(count.constant) & (bits_of(width) - 1);
    shift_constant(operation, width, to, lhs, masked);
    return;
  }
  if (shift_constraint(operation).rhs == rcx) {
    if (to != lhs) assembler_.mov(gp(width, to), gp(width, lhs));
    emit_shift(operation, gp(width, to), x86::cl);
    return;
  }
  if (count.kind == Operand::Kind::Frame) {
    assembler_.mov(gp32(kScratch), frame_word(count.offset, 4));
    count.reg = kScratch;
  }
  constexpr asmjit::InstId kInstructions[] = {
      x86::Inst::kIdShlx,
      x86::Inst::kIdSarx,
      x86::Inst::kIdShrx,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)],
                  gp(width, to),
                  gp(width, lhs),
                  gp(width, count.reg));
}

void MacroAssembler::shift_constant(
    ShiftOperation operation, Width width, Register to, Register lhs, uint32_t count) {
  bool is_rotation = operation == ShiftOperation::Rotl || operation == ShiftOperation::Rotr;
  if (count != 0 && to != lhs) {
    if (operation == ShiftOperation::Shl && count == 1) {
      assembler_.lea(gp(width, to), x86::ptr(gp64(lhs), gp64(lhs)));
      return;
    }
    if (is_rotation && cpu_.bmi2) {
      uint32_t right = operation == ShiftOperation::Rotr ? count : bits_of(width) - count;
      assembler_.rorx(gp(width, to), gp(width, lhs), right);
      return;
    }
  }
  if (to != lhs) assembler_.mov(gp(width, to), gp(width, lhs));
  if (count != 0) emit_shift(operation, gp(width, to), asmjit::imm(count));
}

// Division.

Constraint MacroAssembler::divide_constraint(DivideOperation operation) {
  bool is_division = operation == DivideOperation::DivS || operation == DivideOperation::DivU;
  return {.lhs = rax, .result = is_division ? rax : rdx, .clobbers = bit(rax) | bit(rdx)};
}

void MacroAssembler::divide(DivideOperation operation,
                            Width width,
                            Register,
                            Register,
                            Register rhs,
                            std::optional<int64_t> known_divisor) {
  if (known_divisor && divide_by_constant(operation, width, *known_divisor)) return;
  bool is_signed = operation == DivideOperation::DivS || operation == DivideOperation::RemS;
  Label done = new_label();
  if (is_signed && !known_divisor) guard_signed_overflow(operation, width, rhs, done);
  if (!is_signed) {
    assembler_.xor_(x86::edx, x86::edx);
  } else if (width == Width::W32) {
    assembler_.cdq();
  } else {
    assembler_.cqo();
  }
  if (!known_divisor) add_site(SiteKind::Trap, TrapReason::IntegerDivideByZero);
  if (is_signed) {
    assembler_.idiv(gp(width, rhs));
  } else {
    assembler_.div(gp(width, rhs));
  }
  bind(done);
}

/// The smallest integer divided by -1 faults like a division by zero, though its remainder is 0.
void MacroAssembler::guard_signed_overflow(DivideOperation operation,
                                           Width width,
                                           Register rhs,
                                           Label done) {
  Label divides = new_label();
  assembler_.cmp(gp(width, rhs), -1);
  assembler_.short_().jne(divides);
  if (operation == DivideOperation::DivS) {
    assembler_.cmp(gp(width, rax), 1);
    assembler_.jo(cold_trap(TrapReason::IntegerOverflow));
  } else {
    assembler_.xor_(x86::edx, x86::edx);
    assembler_.short_().jmp(done);
  }
  bind(divides);
}

/// Divisors that need no division. The others are left to the instruction.
bool MacroAssembler::divide_by_constant(DivideOperation operation, Width width, int64_t divisor) {
  divisor = sign_extended(width, divisor);
  uint64_t magnitude = width == Width::W32 ? static_cast<uint32_t>(divisor) : divisor;
  bool is_power = std::has_single_bit(magnitude);
  switch (operation) {
    case DivideOperation::DivS:
      if (divisor != -1) return false;
      assembler_.neg(gp(width, rax));
      assembler_.jo(cold_trap(TrapReason::IntegerOverflow));
      return true;
    case DivideOperation::RemS:
      if (divisor != -1) return false;
      assembler_.xor_(x86::edx, x86::edx);
      return true;
    case DivideOperation::DivU:
      if (!is_power) return false;
      shift_constant(ShiftOperation::ShrU, width, rax, rax, std::countr_zero(magnitude));
      return true;
    case DivideOperation::RemU:
      if (!is_power || magnitude - 1 > INT32_MAX) return false;
      and_constant(width, rdx, rax, static_cast<int64_t>(magnitude - 1));
      return true;
  }
  return false;
}

// Bits.

void MacroAssembler::unary(UnaryOperation operation, Width width, Register to, Register from) {
  switch (operation) {
    case UnaryOperation::Clz:
    case UnaryOperation::Ctz:
      count_zeros(operation, width, to, from);
      break;
    case UnaryOperation::Popcnt:
      count_bits(width, to, from);
      break;
    case UnaryOperation::Extend8S:
      assembler_.movsx(gp(width, to), gp8(from));
      break;
    case UnaryOperation::Extend16S:
      assembler_.movsx(gp(width, to), gp16(from));
      break;
    case UnaryOperation::Extend32S:
      assembler_.movsxd(gp64(to), gp32(from));
      break;
  }
}

/// The instructions wait for the old value of their destination on older processors: clearing it
/// first is cheaper.
void MacroAssembler::count_zeros(UnaryOperation operation,
                                 Width width,
                                 Register to,
                                 Register from) {
  bool is_leading = operation == UnaryOperation::Clz;
  if (is_leading ? cpu_.lzcnt : cpu_.bmi1) {
    if (to != from) assembler_.xor_(gp32(to), gp32(to));
    assembler_.emit(
        is_leading ? x86::Inst::kIdLzcnt : x86::Inst::kIdTzcnt, gp(width, to), gp(width, from));
    return;
  }
  uint32_t bits = bits_of(width);
  assembler_.emit(
      is_leading ? x86::Inst::kIdBsr : x86::Inst::kIdBsf, gp(width, kScratch), gp(width, from));
  assembler_.mov(gp32(to), is_leading ? 2 * bits - 1 : bits);
  assembler_.cmovnz(gp(width, to), gp(width, kScratch));
  if (is_leading) assembler_.xor_(gp32(to), bits - 1);
}

void MacroAssembler::count_bits(Width width, Register to, Register from) {
  if (cpu_.popcnt) {
    if (to != from) assembler_.xor_(gp32(to), gp32(to));
    assembler_.popcnt(gp(width, to), gp(width, from));
    return;
  }
  Label next = new_label();
  assembler_.mov(gp(width, kScratch), gp(width, from));
  assembler_.xor_(gp32(to), gp32(to));
  bind(next);
  assembler_.shr(gp64(kScratch), 1);
  assembler_.adc(gp32(to), 0);
  assembler_.test(gp64(kScratch), gp64(kScratch));
  assembler_.jnz(next);
}

// Comparisons.

void MacroAssembler::compare(Width width, Register lhs, Operand rhs) {
  switch (rhs.kind) {
    case Operand::Kind::Register:
      assembler_.cmp(gp(width, lhs), gp(width, rhs.reg));
      break;
    case Operand::Kind::Constant:
      if (int64_t constant = sign_extended(width, rhs.constant); constant != 0) {
        assembler_.cmp(gp(width, lhs), constant);
      } else {
        assembler_.test(gp(width, lhs), gp(width, lhs));
      }
      break;
    case Operand::Kind::Frame:
      assembler_.cmp(gp(width, lhs), frame_word(rhs.offset, bytes_of(width)));
      break;
  }
}

void MacroAssembler::test(Width width, Register lhs, Operand rhs) {
  switch (rhs.kind) {
    case Operand::Kind::Register:
      assembler_.test(gp(width, lhs), gp(width, rhs.reg));
      break;
    case Operand::Kind::Constant: {
      int64_t constant = sign_extended(width, rhs.constant);
      assembler_.test(gp(constant >= 0 ? Width::W32 : width, lhs), constant);
      break;
    }
    case Operand::Kind::Frame:
      assembler_.test(frame_word(rhs.offset, bytes_of(width)), gp(width, lhs));
      break;
  }
}

void MacroAssembler::set_if(Condition condition, Register to) {
  assembler_.set(condition_code(condition), gp8(to));
  assembler_.movzx(gp32(to), gp8(to));
}

void MacroAssembler::select_if(Condition condition,
                               loader::ValueType type,
                               Register to,
                               Register if_true) {
  if (is_float_class(type)) {
    Label skip = new_label();
    assembler_.short_().j(condition_code(inverse(condition)), skip);
    move_float(to, if_true);
    bind(skip);
  } else {
    Width width = width_of(type);
    assembler_.cmov(condition_code(condition), gp(width, to), gp(width, if_true));
  }
}

}  // namespace wali::jit::x64
