#include <bit>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

// Flags as a conditional comparison sets them where its condition does not hold.
constexpr uint32_t kNoFlags = 0;
constexpr uint32_t kOverflowFlag = 1;
constexpr uint32_t kZeroFlag = 4;

}  // namespace

/// After `fcmp`, which sets carry and overflow for what is unordered.
CondCode condition_code(FloatCondition condition) {
  constexpr CondCode kCodes[] = {
      CondCode::kEQ,
      CondCode::kNE,
      CondCode::kMI,
      CondCode::kGT,
      CondCode::kLS,
      CondCode::kGE,
      CondCode::kPL,
      CondCode::kLE,
      CondCode::kHI,
      CondCode::kLT,
  };
  return kCodes[static_cast<uint8_t>(condition)];
}

void MacroAssembler::move_float(Register to, Register from) {
  if (to != from) assembler_.mov(vec(to).b16(), vec(from).b16());
}

void MacroAssembler::clear_float(Register to) {
  assembler_.movi(d(to), 0);
}

// Comparisons.

void MacroAssembler::compare_floats(Width width, FloatCondition, Register lhs, Register rhs) {
  assembler_.fcmp(fp(width, lhs), fp(width, rhs));
}

void MacroAssembler::set_if(FloatCondition condition, Register to) {
  assembler_.cset(gp32(to), condition_code(condition));
}

void MacroAssembler::jump_if(FloatCondition condition, Label target) {
  branch(condition_code(condition), target);
}

void MacroAssembler::select_if(FloatCondition condition,
                               loader::ValueType type,
                               Register to,
                               Register if_true) {
  select(condition_code(condition), type, to, if_true);
}

// Arithmetic. With the floating-point control register as the system sets it, minimum and maximum
// order zeros and let a NaN through, as Wasm wants.

void MacroAssembler::float_binary(
    FloatBinary operation, Width width, Register to, Register lhs, Register rhs) {
  if (operation == FloatBinary::Copysign) {
    copysign(width, to, lhs, rhs);
    return;
  }
  constexpr asmjit::InstId kInstructions[] = {
      a64::Inst::kIdFadd_v,
      a64::Inst::kIdFsub_v,
      a64::Inst::kIdFmul_v,
      a64::Inst::kIdFdiv_v,
      a64::Inst::kIdFmin_v,
      a64::Inst::kIdFmax_v,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)],
                  fp(width, to),
                  fp(width, lhs),
                  fp(width, rhs));
}

/// Takes from `rhs` what a mask of the sign selects, and the rest from `lhs`.
void MacroAssembler::copysign(Width width, Register to, Register lhs, Register rhs) {
  if (width == Width::W32) {
    assembler_.movi(vec(kFloatScratch).s2(), 0x80, a64::lsl(24));
  } else {
    clear_float(kFloatScratch);
    assembler_.fneg(d(kFloatScratch), d(kFloatScratch));
  }
  if (to == rhs) {
    assembler_.bif(vec(to).b8(), vec(lhs).b8(), vec(kFloatScratch).b8());
  } else {
    move_float(to, lhs);
    assembler_.bit(vec(to).b8(), vec(rhs).b8(), vec(kFloatScratch).b8());
  }
}

void MacroAssembler::float_unary(FloatUnary operation, Width width, Register to, Register from) {
  constexpr asmjit::InstId kInstructions[] = {
      a64::Inst::kIdFabs_v,
      a64::Inst::kIdFneg_v,
      a64::Inst::kIdFrintp_v,
      a64::Inst::kIdFrintm_v,
      a64::Inst::kIdFrintz_v,
      a64::Inst::kIdFrintn_v,
      a64::Inst::kIdFsqrt_v,
  };
  assembler_.emit(kInstructions[static_cast<uint8_t>(operation)], fp(width, to), fp(width, from));
}

// Conversions.

void MacroAssembler::convert(Conversion conversion, Width to_width, Register to, Register from) {
  switch (conversion) {
    case Conversion::ConvertI32S:
      assembler_.scvtf(fp(to_width, to), gp32(from));
      break;
    case Conversion::ConvertI32U:
      assembler_.ucvtf(fp(to_width, to), gp32(from));
      break;
    case Conversion::ConvertI64S:
      assembler_.scvtf(fp(to_width, to), gp64(from));
      break;
    case Conversion::ConvertI64U:
      assembler_.ucvtf(fp(to_width, to), gp64(from));
      break;
  }
}

void MacroAssembler::promote(Register to, Register from) {
  assembler_.fcvt(d(to), s(from));
}

void MacroAssembler::demote(Register to, Register from) {
  assembler_.fcvt(s(to), d(from));
}

void MacroAssembler::reinterpret(loader::ValueType to_type, Register to, Register from) {
  switch (to_type) {
    case loader::ValueType::F32:
      assembler_.fmov(s(to), gp32(from));
      break;
    case loader::ValueType::F64:
      assembler_.fmov(d(to), gp64(from));
      break;
    case loader::ValueType::I32:
      assembler_.fmov(gp32(to), s(from));
      break;
    default:
      assembler_.fmov(gp64(to), d(from));
      break;
  }
}

// Truncation. The instructions saturate, and give 0 for a NaN. What may trap is told by the result
// being out of the 32-bit range of a 64-bit one or at the end of the 64-bit range, together with
// one comparison that a NaN fails; the code out of line looks closer.

void MacroAssembler::truncate(Width to_width,
                              Signedness signedness,
                              Overflow overflow,
                              Width from_width,
                              Register to,
                              Register from) {
  bool is_signed = signedness == Signedness::Signed;
  if (overflow == Overflow::Saturates) {
    truncate_saturating(signedness, gp(to_width, to), from_width, from);
    return;
  }
  Cold cold = {.kind = ColdKind::Truncate,
               .entry = new_label(),
               .wasm_offset = wasm_offset_,
               .back = new_label(),
               .to_width = to_width,
               .from_width = from_width,
               .signedness = signedness,
               .from = from};
  a64::Vec source = fp(from_width, from);
  if (to_width == Width::W32) {
    truncate_saturating(Signedness::Signed, gp64(kScratch), from_width, from);
    if (is_signed) {
      assembler_.sxtw(gp64(to), gp32(kScratch));
    } else {
      assembler_.mov(gp32(to), gp32(kScratch));
    }
    assembler_.fcmp(source, source);
    assembler_.ccmp(gp64(kScratch), gp64(to), kNoFlags, CondCode::kVC);
    branch(CondCode::kNE, cold.entry);
    if (is_signed) wrap(to, to);
  } else if (is_signed) {
    truncate_saturating(signedness, gp64(to), from_width, from);
    assembler_.fcmp(source, source);
    assembler_.ccmp(gp64(to), 1, kOverflowFlag, CondCode::kVC);
    assembler_.ccmn(gp64(to), 1, kOverflowFlag, CondCode::kVC);
    branch(CondCode::kVS, cold.entry);
  } else {
    truncate_saturating(signedness, gp64(to), from_width, from);
    assembler_.fmov(fp(from_width, kFloatScratch), -1.0);
    assembler_.fcmp(source, fp(from_width, kFloatScratch));
    assembler_.ccmn(gp64(to), 1, kZeroFlag, CondCode::kGT);
    branch(CondCode::kEQ, cold.entry);
  }
  bind(cold.back);
  cold_.push_back(cold);
}

void MacroAssembler::truncate_saturating(Signedness signedness,
                                         const a64::Gp& to,
                                         Width from_width,
                                         Register from) {
  bool is_signed = signedness == Signedness::Signed;
  assembler_.emit(
      is_signed ? a64::Inst::kIdFcvtzs_v : a64::Inst::kIdFcvtzu_v, to, fp(from_width, from));
}

/// The smallest 64-bit integer is the right answer for one value; all else overflows.
void MacroAssembler::emit_cold_truncate(const Cold& cold) {
  a64::Vec source = fp(cold.from_width, cold.from);
  Label not_a_number = new_label();
  assembler_.fcmp(source, source);
  assembler_.b(CondCode::kVS, not_a_number);
  if (cold.to_width == Width::W64 && cold.signedness == Signedness::Signed) {
    bool is_single = cold.from_width == Width::W32;
    constexpr double kSmallest = -0x1p63;
    load_integer_constant(kScratch,
                          is_single ? std::bit_cast<uint32_t>(static_cast<float>(kSmallest))
                                    : std::bit_cast<uint64_t>(kSmallest));
    assembler_.fmov(fp(cold.from_width, kFloatScratch), gp(cold.from_width, kScratch));
    assembler_.fcmp(source, fp(cold.from_width, kFloatScratch));
    branch(CondCode::kEQ, cold.back);
  }
  trap(TrapReason::IntegerOverflow);
  bind(not_a_number);
  trap(TrapReason::InvalidConversionToInteger);
}

}  // namespace wali::jit::aarch64
