#include "jit/aarch64/simd.h"

#include <asmjit/arm/a64utils.h>

#include <algorithm>
#include <bit>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;

VectorNeeds MacroAssembler::vector_needs(Opcode opcode) const {
  switch (opcode) {
    case Opcode::f32x4_relaxed_madd:
    case Opcode::f32x4_relaxed_nmadd:
    case Opcode::f64x2_relaxed_madd:
    case Opcode::f64x2_relaxed_nmadd:
      return {.accumulates = true};
    case Opcode::i32x4_relaxed_dot_i8x16_i7x16_add_s:
      return {.separate_result = !cpu_.dot_product, .accumulates = cpu_.dot_product};
    default:
      return {};
  }
}

// Constants.

/// Where both halves are the same and one instruction makes them from its own bits: repeated bytes,
/// shifted bytes in wider lanes and their complements, bytes of zeros or ones, and simple floats.
bool MacroAssembler::repeat_constant(Register to, uint64_t bits) {
  auto word = static_cast<uint32_t>(bits);
  auto half = static_cast<uint16_t>(bits);
  auto byte = static_cast<uint8_t>(bits);
  if (a64::Utils::isByteMaskImm8(bits)) {
    assembler_.movi(vec(to).d2(), bits);
    return true;
  }
  if (bits == byte * UINT64_C(0x0101010101010101)) {
    assembler_.movi(vec(to).b16(), byte);
    return true;
  }
  auto repeat = [&](auto value, const a64::Vec& lanes) {
    for (uint32_t shift = 0; shift < 8 * sizeof(value); shift += 8) {
      auto rest = static_cast<decltype(value)>(~(0xffu << shift));
      if ((value & rest) == 0) {
        assembler_.movi(lanes, value >> shift, a64::lsl(shift));
        return true;
      }
      if ((value & rest) == rest) {
        assembler_.mvni(lanes, static_cast<uint8_t>(~value >> shift), a64::lsl(shift));
        return true;
      }
    }
    return false;
  };
  if (bits == half * UINT64_C(0x0001000100010001) && repeat(half, vec(to).h8())) return true;
  if (bits == word * UINT64_C(0x0000000100000001)) {
    if (repeat(word, vec(to).s4())) return true;
    if (a64::Utils::isFP32Imm8(word)) {
      repeat_float(Width::W32, to, std::bit_cast<float>(word));
      return true;
    }
  }
  if (a64::Utils::isFP64Imm8(bits)) {
    repeat_float(Width::W64, to, std::bit_cast<double>(bits));
    return true;
  }
  return false;
}

/// `fmov` of a constant of eight bits to every lane. The assembler library of 2022 takes an even
/// register for the next one there.
void MacroAssembler::repeat_float(Width width, Register to, double value) {
  constexpr uint32_t kSingle = 0x4f00f400, kDouble = 0x6f00f400;
  uint32_t bits = a64::Utils::encodeFP64ToImm8(value);
  uint32_t instruction = width == Width::W32 ? kSingle : kDouble;
  assembler_.embedUInt32(instruction | (bits >> 5) << 16 | (bits & 31) << 5 | number_of(to));
}

void MacroAssembler::vector_constant(Register to, uint64_t low, uint64_t high) {
  if (low == high && repeat_constant(to, low)) return;
  if (!is_far_) {
    assembler_.ldr(scalar(to, 16), a64::ptr(constant_label(low, high)));
    return;
  }
  assembler_.mov(gp64(kScratch), low);
  assembler_.fmov(scalar(to, 8), gp64(kScratch));
  assembler_.mov(gp64(kScratch), high);
  assembler_.ins(element(to, 8, 1), gp64(kScratch));
}

/// Equal constants of one function share a place, if they are used near to each other.
asmjit::Label MacroAssembler::constant_label(uint64_t low, uint64_t high) {
  constexpr size_t kSearched = 64;
  size_t first = vector_constants_.size() - std::min(vector_constants_.size(), kSearched);
  auto found = std::find_if(
      vector_constants_.begin() + static_cast<std::ptrdiff_t>(first),
      vector_constants_.end(),
      [=](const VectorConstant& each) { return each.low == low && each.high == high; });
  if (found == vector_constants_.end()) {
    found = vector_constants_.insert(found, {.low = low, .high = high, .label = new_label()});
  }
  return found->label;
}

void MacroAssembler::emit_vector_constants() {
  if (!vector_constants_.empty()) assembler_.align(asmjit::AlignMode::kData, 16);
  for (const VectorConstant& each : vector_constants_) {
    assembler_.bind(each.label);
    assembler_.embedUInt64(each.low);
    assembler_.embedUInt64(each.high);
  }
}

// Conditions.

/// What vector_test ends with: a number that is compared with zero, for 64-bit lanes a float with
/// itself.
Condition MacroAssembler::vector_test_condition(Opcode opcode) {
  return opcode == Opcode::i64x2_all_true ? Condition::Eq : Condition::Ne;
}

void MacroAssembler::vector_test(Opcode opcode, Register from) {
  switch (opcode) {
    case Opcode::v128_any_true:
      assembler_.umaxp(vec(kFloatScratch).s4(), vec(from).s4(), vec(from).s4());
      assembler_.fmov(gp64(kScratch), scalar(kFloatScratch, 8));
      zero_test_ = {.width = Width::W64, .reg = kScratch};
      return;
    case Opcode::i64x2_all_true:
      // Zeros become ones, and their sum, all ones or the number below, is a NaN.
      assembler_.cmeq(vec(kFloatScratch).d2(), vec(from).d2(), 0);
      assembler_.addp(scalar(kFloatScratch, 8), vec(kFloatScratch).d2());
      assembler_.fcmp(scalar(kFloatScratch, 8), scalar(kFloatScratch, 8));
      return;
    default:
      break;
  }
  uint32_t lane_bytes = opcode == Opcode::i8x16_all_true   ? 1
                        : opcode == Opcode::i16x8_all_true ? 2
                                                           : 4;
  assembler_.uminv(scalar(kFloatScratch, lane_bytes), arranged(from, whole(lane_bytes)));
  assembler_.fmov(gp32(kScratch), scalar(kFloatScratch, 4));
  zero_test_ = {.width = Width::W32, .reg = kScratch};
}

/// Each step adds the bits of the upper half of a lane, where they come to lie above those of the
/// lower half; what else they leave stays above the lane's lowest byte. The two halves of the
/// vector are put together in the integer unit.
void MacroAssembler::vector_bitmask(Opcode opcode, Register to, Register from) {
  a64::Gp low = gp32(to), high = gp32(kScratch);
  uint32_t bits_of_half = 1;
  switch (opcode) {
    case Opcode::i8x16_bitmask:
      assembler_.ushr(vec(kFloatScratch).b16(), vec(from).b16(), 7);
      assembler_.usra(vec(kFloatScratch).h8(), vec(kFloatScratch).h8(), 7);
      assembler_.usra(vec(kFloatScratch).s4(), vec(kFloatScratch).s4(), 14);
      assembler_.usra(vec(kFloatScratch).d2(), vec(kFloatScratch).d2(), 28);
      bits_of_half = 8;
      break;
    case Opcode::i16x8_bitmask:
      assembler_.ushr(vec(kFloatScratch).h8(), vec(from).h8(), 15);
      assembler_.usra(vec(kFloatScratch).s4(), vec(kFloatScratch).s4(), 15);
      assembler_.usra(vec(kFloatScratch).d2(), vec(kFloatScratch).d2(), 30);
      bits_of_half = 4;
      break;
    case Opcode::i32x4_bitmask:
      assembler_.ushr(vec(kFloatScratch).s4(), vec(from).s4(), 31);
      assembler_.usra(vec(kFloatScratch).d2(), vec(kFloatScratch).d2(), 31);
      bits_of_half = 2;
      break;
    default:
      assembler_.ushr(vec(kFloatScratch).d2(), vec(from).d2(), 63);
      break;
  }
  assembler_.umov(high, element(kFloatScratch, 1, 8));
  assembler_.umov(low, element(kFloatScratch, 1, 0));
  assembler_.orr(low, low, high, a64::lsl(bits_of_half));
}

}  // namespace wali::jit::aarch64
