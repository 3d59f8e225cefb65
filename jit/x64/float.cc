#include <bit>
#include <cstddef>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

namespace x86 = asmjit::x86;
using x86::CondCode;

namespace {

/// An instruction in its single and its double precision form.
struct ScalarInstruction {
  asmjit::InstId single, double_;
  asmjit::InstId of(Width width) const { return width == Width::W32 ? single : double_; }
};

constexpr ScalarInstruction kAdd = {x86::Inst::kIdAddss, x86::Inst::kIdAddsd};
constexpr ScalarInstruction kUcomi = {x86::Inst::kIdUcomiss, x86::Inst::kIdUcomisd};
constexpr ScalarInstruction kRound = {x86::Inst::kIdRoundss, x86::Inst::kIdRoundsd};
constexpr ScalarInstruction kSqrt = {x86::Inst::kIdSqrtss, x86::Inst::kIdSqrtsd};
constexpr ScalarInstruction kFromInteger = {x86::Inst::kIdCvtsi2ss, x86::Inst::kIdCvtsi2sd};
constexpr ScalarInstruction kToInteger = {x86::Inst::kIdCvttss2si, x86::Inst::kIdCvttsd2si};

// Rounding modes, with the precision exception suppressed.
constexpr uint32_t kToNearest = 8, kDown = 8 | 1, kUp = 8 | 2, kToZero = 8 | 3;

x86::Mem sign_mask(Width width) {
  return instance_field(
      width == Width::W32 ? offsetof(InstanceData, f32_sign) : offsetof(InstanceData, f64_sign),
      16);
}

x86::Mem magnitude_mask(Width width) {
  return instance_field(width == Width::W32 ? offsetof(InstanceData, f32_magnitude)
                                            : offsetof(InstanceData, f64_magnitude),
                        16);
}

/// Whether `ucomis` takes the operands in the opposite order, so that an unordered result reads as
/// false.
bool compares_swapped(FloatCondition condition) {
  switch (condition) {
    case FloatCondition::Lt:
    case FloatCondition::Le:
    case FloatCondition::NotLt:
    case FloatCondition::NotLe:
      return true;
    default:
      return false;
  }
}

/// Eq and Ne, which also need the parity flag, are not among them.
CondCode condition_code(FloatCondition condition) {
  switch (condition) {
    case FloatCondition::Lt:
    case FloatCondition::Gt:
      return CondCode::kA;
    case FloatCondition::Le:
    case FloatCondition::Ge:
      return CondCode::kAE;
    case FloatCondition::NotLt:
    case FloatCondition::NotGt:
      return CondCode::kBE;
    default:
      return CondCode::kB;
  }
}

}  // namespace

void MacroAssembler::move_float(Register to, Register from) {
  if (to != from) assembler_.movaps(xmm(to), xmm(from));
}

void MacroAssembler::clear_float(Register to) {
  assembler_.xorps(xmm(to), xmm(to));
}

void MacroAssembler::float_constant(Width width, Register to, double value) {
  if (width == Width::W32) {
    load_integer_constant(kScratch, std::bit_cast<uint32_t>(static_cast<float>(value)));
    assembler_.movd(xmm(to), gp32(kScratch));
  } else {
    load_integer_constant(kScratch, std::bit_cast<uint64_t>(value));
    assembler_.movq(xmm(to), gp64(kScratch));
  }
}

// Comparisons.

void MacroAssembler::compare_floats(Width width,
                                    FloatCondition condition,
                                    Register lhs,
                                    Register rhs) {
  if (compares_swapped(condition)) std::swap(lhs, rhs);
  assembler_.emit(kUcomi.of(width), xmm(lhs), xmm(rhs));
}

void MacroAssembler::set_if(FloatCondition condition, Register to) {
  if (condition == FloatCondition::Eq) {
    assembler_.setnp(gp8(kScratch));
    assembler_.sete(gp8(to));
    assembler_.and_(gp8(to), gp8(kScratch));
  } else if (condition == FloatCondition::Ne) {
    assembler_.setp(gp8(kScratch));
    assembler_.setne(gp8(to));
    assembler_.or_(gp8(to), gp8(kScratch));
  } else {
    assembler_.set(condition_code(condition), gp8(to));
  }
  assembler_.movzx(gp32(to), gp8(to));
}

void MacroAssembler::jump_if(FloatCondition condition, Label target) {
  if (condition == FloatCondition::Eq) {
    Label skip = new_label();
    assembler_.short_().jp(skip);
    assembler_.je(target);
    bind(skip);
  } else if (condition == FloatCondition::Ne) {
    assembler_.jne(target);
    assembler_.jp(target);
  } else {
    assembler_.j(condition_code(condition), target);
  }
}

void MacroAssembler::select_if(FloatCondition condition,
                               loader::ValueType type,
                               Register to,
                               Register if_true) {
  if (is_float_class(type)) {
    Label skip = new_label();
    jump_if(inverse(condition), skip);
    move_float(to, if_true);
    bind(skip);
    return;
  }
  Width width = width_of(type);
  if (condition == FloatCondition::Eq) {
    assembler_.mov(gp(width, kScratch), gp(width, if_true));
    assembler_.cmovne(gp(width, kScratch), gp(width, to));
    assembler_.cmovp(gp(width, kScratch), gp(width, to));
    assembler_.mov(gp(width, to), gp(width, kScratch));
  } else if (condition == FloatCondition::Ne) {
    assembler_.cmovne(gp(width, to), gp(width, if_true));
    assembler_.cmovp(gp(width, to), gp(width, if_true));
  } else {
    assembler_.cmov(condition_code(condition), gp(width, to), gp(width, if_true));
  }
}

// Arithmetic.

void MacroAssembler::emit_float(FloatBinary operation, Width width, Register to, Register rhs) {
  constexpr ScalarInstruction kInstructions[] = {
      kAdd,
      {x86::Inst::kIdSubss, x86::Inst::kIdSubsd},
      {x86::Inst::kIdMulss, x86::Inst::kIdMulsd},
      {x86::Inst::kIdDivss, x86::Inst::kIdDivsd},
      {x86::Inst::kIdMinss, x86::Inst::kIdMinsd},
      {x86::Inst::kIdMaxss, x86::Inst::kIdMaxsd},
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)].of(width), xmm(to), xmm(rhs));
}

void MacroAssembler::float_binary(
    FloatBinary operation, Width width, Register to, Register lhs, Register rhs) {
  if (operation == FloatBinary::Copysign) {
    copysign(width, to, lhs, rhs);
    return;
  }
  bool is_commutative = operation != FloatBinary::Sub && operation != FloatBinary::Div;
  if (to == rhs && to != lhs) {
    if (is_commutative) {
      rhs = lhs;
    } else {
      move_float(kFloatScratch, rhs);
      move_float(to, lhs);
      rhs = kFloatScratch;
    }
  } else {
    move_float(to, lhs);
  }
  if (operation == FloatBinary::Min || operation == FloatBinary::Max) {
    min_max(operation, width, to, rhs);
  } else {
    emit_float(operation, width, to, rhs);
  }
}

/// The processor's minimum and maximum give the second operand if the two are equal (so for zeros
/// of either sign) or one is a NaN. Wasm's order the zeros and let the NaN through, quiet.
void MacroAssembler::min_max(FloatBinary operation, Width width, Register to, Register rhs) {
  Label differ = new_label();
  Label unordered = new_label();
  Label done = new_label();
  assembler_.emit(kUcomi.of(width), xmm(to), xmm(rhs));
  assembler_.short_().jne(differ);
  assembler_.short_().jp(unordered);
  if (operation == FloatBinary::Min) {
    assembler_.orps(xmm(to), xmm(rhs));
  } else {
    assembler_.andps(xmm(to), xmm(rhs));
  }
  assembler_.short_().jmp(done);
  bind(unordered);
  emit_float(FloatBinary::Add, width, to, rhs);
  assembler_.short_().jmp(done);
  bind(differ);
  emit_float(operation, width, to, rhs);
  bind(done);
}

void MacroAssembler::copysign(Width width, Register to, Register lhs, Register rhs) {
  move_float(kFloatScratch, rhs);
  assembler_.andps(xmm(kFloatScratch), sign_mask(width));
  move_float(to, lhs);
  assembler_.andps(xmm(to), magnitude_mask(width));
  assembler_.orps(xmm(to), xmm(kFloatScratch));
}

void MacroAssembler::float_unary(FloatUnary operation, Width width, Register to, Register from) {
  auto round = [&](uint32_t mode) {
    if (to != from) clear_float(to);
    assembler_.emit(kRound.of(width), xmm(to), xmm(from), asmjit::imm(mode));
  };
  switch (operation) {
    case FloatUnary::Abs:
      move_float(to, from);
      assembler_.andps(xmm(to), magnitude_mask(width));
      break;
    case FloatUnary::Neg:
      move_float(to, from);
      assembler_.xorps(xmm(to), sign_mask(width));
      break;
    case FloatUnary::Ceil:
      round(kUp);
      break;
    case FloatUnary::Floor:
      round(kDown);
      break;
    case FloatUnary::Trunc:
      round(kToZero);
      break;
    case FloatUnary::Nearest:
      round(kToNearest);
      break;
    case FloatUnary::Sqrt:
      if (to != from) clear_float(to);
      assembler_.emit(kSqrt.of(width), xmm(to), xmm(from));
      break;
  }
}

// Conversions. Those that write part of an xmm register clear it first, not to wait for its old
// value.

void MacroAssembler::convert(Conversion conversion, Width to_width, Register to, Register from) {
  clear_float(to);
  switch (conversion) {
    case Conversion::ConvertI32S:
      assembler_.emit(kFromInteger.of(to_width), xmm(to), gp32(from));
      break;
    case Conversion::ConvertI32U:
    case Conversion::ConvertI64S:
      assembler_.emit(kFromInteger.of(to_width), xmm(to), gp64(from));
      break;
    case Conversion::ConvertI64U:
      convert_unsigned64(to_width, to, from);
      break;
  }
}

/// From 2^63 on: convert half of the value and double the result. The bit that is shifted out stays
/// in the lowest one, so that the half is rounded as the whole would be.
void MacroAssembler::convert_unsigned64(Width to_width, Register to, Register from) {
  Label large = new_label();
  Label even = new_label();
  Label done = new_label();
  assembler_.test(gp64(from), gp64(from));
  assembler_.short_().js(large);
  assembler_.emit(kFromInteger.of(to_width), xmm(to), gp64(from));
  assembler_.short_().jmp(done);
  bind(large);
  assembler_.mov(gp64(kScratch), gp64(from));
  assembler_.shr(gp64(kScratch), 1);
  assembler_.short_().jnc(even);
  assembler_.or_(gp64(kScratch), 1);
  bind(even);
  assembler_.emit(kFromInteger.of(to_width), xmm(to), gp64(kScratch));
  emit_float(FloatBinary::Add, to_width, to, to);
  bind(done);
}

void MacroAssembler::promote(Register to, Register from) {
  if (to != from) clear_float(to);
  assembler_.cvtss2sd(xmm(to), xmm(from));
}

void MacroAssembler::demote(Register to, Register from) {
  if (to != from) clear_float(to);
  assembler_.cvtsd2ss(xmm(to), xmm(from));
}

void MacroAssembler::reinterpret(loader::ValueType to_type, Register to, Register from) {
  switch (to_type) {
    case loader::ValueType::F32:
      assembler_.movd(xmm(to), gp32(from));
      break;
    case loader::ValueType::F64:
      assembler_.movq(xmm(to), gp64(from));
      break;
    case loader::ValueType::I32:
      assembler_.movd(gp32(to), xmm(from));
      break;
    default:
      assembler_.movq(gp64(to), xmm(from));
      break;
  }
}

// Truncation. The processor answers the smallest integer for what does not fit; only then the code
// out of line looks closer. Unsigned 32-bit integers go through 64-bit ones.

void MacroAssembler::convert_to_integer(Width to_width,
                                        Width from_width,
                                        Register to,
                                        Register from) {
  assembler_.emit(kToInteger.of(from_width), gp(to_width, to), xmm(from));
}

void MacroAssembler::truncate(Width to_width,
                              Signedness signedness,
                              Overflow overflow,
                              Width from_width,
                              Register to,
                              Register from) {
  Cold cold = {.kind = ColdKind::Truncate,
               .entry = new_label(),
               .back = new_label(),
               .wasm_offset = wasm_offset_,
               .to_width = to_width,
               .from_width = from_width,
               .signedness = signedness,
               .overflow = overflow,
               .to = to,
               .from = from};
  if (signedness == Signedness::Signed) {
    convert_to_integer(to_width, from_width, to, from);
    assembler_.cmp(gp(to_width, to), 1);
    assembler_.jo(cold.entry);
  } else if (to_width == Width::W32) {
    convert_to_integer(Width::W64, from_width, to, from);
    assembler_.mov(gp32(kScratch), gp32(to));
    assembler_.cmp(gp64(kScratch), gp64(to));
    assembler_.jne(cold.entry);
  } else {
    truncate_unsigned64(from_width, to, from, cold.entry);
  }
  bind(cold.back);
  cold_.push_back(cold);
}

/// From 2^63 on: convert the rest above it and put the highest bit back. A NaN compares as below.
void MacroAssembler::truncate_unsigned64(Width from_width, Register to, Register from, Label cold) {
  Label large = new_label();
  Label done = new_label();
  float_constant(from_width, kFloatScratch, 0x1p63);
  assembler_.emit(kUcomi.of(from_width), xmm(from), xmm(kFloatScratch));
  assembler_.short_().jae(large);
  convert_to_integer(Width::W64, from_width, to, from);
  assembler_.test(gp64(to), gp64(to));
  assembler_.js(cold);
  assembler_.short_().jmp(done);
  bind(large);
  float_constant(from_width, kFloatScratch, -0x1p63);
  assembler_.emit(kAdd.of(from_width), xmm(kFloatScratch), xmm(from));
  convert_to_integer(Width::W64, from_width, to, kFloatScratch);
  assembler_.test(gp64(to), gp64(to));
  assembler_.js(cold);
  assembler_.btc(gp64(to), 63);
  bind(done);
}

void MacroAssembler::emit_cold_truncate(const Cold& cold) {
  Width from_width = cold.from_width;
  x86::Gp to = gp(cold.to_width, cold.to);
  x86::Xmm from = xmm(cold.from);
  asmjit::InstId ucomi = kUcomi.of(from_width);
  bool is_signed = cold.signedness == Signedness::Signed;

  Label not_a_number = new_label();
  assembler_.emit(ucomi, from, from);
  assembler_.short_().jp(not_a_number);

  if (cold.overflow == Overflow::Traps) {
    if (is_signed) {
      // The smallest integer may be the right answer: for negative values above or at the bound
      // below it.
      Label overflows = new_label();
      bool is_between = cold.to_width == Width::W32 && from_width == Width::W64;
      double bound = cold.to_width == Width::W64 ? -0x1p63 : is_between ? -0x1p31 - 1 : -0x1p31;
      float_constant(from_width, kFloatScratch, bound);
      assembler_.emit(ucomi, from, xmm(kFloatScratch));
      assembler_.short_().j(is_between ? CondCode::kBE : CondCode::kB, overflows);
      clear_float(kFloatScratch);
      assembler_.emit(ucomi, from, xmm(kFloatScratch));
      assembler_.jb(cold.back);
      bind(overflows);
    }
    trap(TrapReason::IntegerOverflow);
    bind(not_a_number);
    trap(TrapReason::InvalidConversionToInteger);
    return;
  }

  clear_float(kFloatScratch);
  assembler_.emit(ucomi, from, xmm(kFloatScratch));
  if (is_signed) {
    assembler_.jb(cold.back);
    load_integer_constant(cold.to, cold.to_width == Width::W32 ? INT32_MAX : INT64_MAX);
  } else {
    assembler_.short_().jb(not_a_number);
    assembler_.mov(to, -1);
  }
  assembler_.jmp(cold.back);
  bind(not_a_number);
  assembler_.xor_(gp32(cold.to), gp32(cold.to));
  assembler_.jmp(cold.back);
}

}  // namespace wali::jit::x64
