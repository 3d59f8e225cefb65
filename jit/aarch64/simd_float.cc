#include <cassert>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using loader::Opcode;
using namespace vector;
using enum Arrangement;

/// Between doubles and the low two 32-bit integers, by way of 64-bit integers: no instruction
/// changes both the width and the kind. Saturating twice is saturating to the narrower type.
void MacroAssembler::convert_between_widths(Opcode opcode, Register to, Register from) {
  switch (opcode) {
    case Opcode::f64x2_convert_low_i32x4_s:
      assembler_.sxtl(vec(to).d2(), arranged(from, S2));
      assembler_.scvtf(vec(to).d2(), vec(to).d2());
      break;
    case Opcode::f64x2_convert_low_i32x4_u:
      assembler_.uxtl(vec(to).d2(), arranged(from, S2));
      assembler_.ucvtf(vec(to).d2(), vec(to).d2());
      break;
    case Opcode::i32x4_trunc_sat_f64x2_s_zero:
    case Opcode::i32x4_relaxed_trunc_f64x2_s_zero:
      assembler_.fcvtzs(vec(to).d2(), vec(from).d2());
      assembler_.sqxtn(arranged(to, S2), vec(to).d2());
      break;
    case Opcode::i32x4_trunc_sat_f64x2_u_zero:
    case Opcode::i32x4_relaxed_trunc_f64x2_u_zero:
      assembler_.fcvtzu(vec(to).d2(), vec(from).d2());
      assembler_.uqxtn(arranged(to, S2), vec(to).d2());
      break;
    default:
      assert(false);
  }
}

void MacroAssembler::vector_ternary(
    Opcode opcode, Register to, Register first, Register second, Register third) {
  switch (opcode) {
    case Opcode::f32x4_relaxed_madd:
      accumulate(I::kIdFmla_v, S4, S4, to, first, second, third);
      break;
    case Opcode::f32x4_relaxed_nmadd:
      accumulate(I::kIdFmls_v, S4, S4, to, first, second, third);
      break;
    case Opcode::f64x2_relaxed_madd:
      accumulate(I::kIdFmla_v, D2, D2, to, first, second, third);
      break;
    case Opcode::f64x2_relaxed_nmadd:
      accumulate(I::kIdFmls_v, D2, D2, to, first, second, third);
      break;
    case Opcode::i32x4_relaxed_dot_i8x16_i7x16_add_s:
      if (cpu_.dot_product) {
        accumulate(I::kIdSdot_v, S4, B16, to, first, second, third);
      } else {
        dot_and_add(to, first, second, third);
      }
      break;
    default:
      select_bits(to, first, second, third);
      break;
  }
}

/// to := third + first * second, by an instruction that adds to its destination.
void MacroAssembler::accumulate(asmjit::InstId instruction,
                                Arrangement sums,
                                Arrangement factors,
                                Register to,
                                Register first,
                                Register second,
                                Register third) {
  bool is_overwritten = to != third && (to == first || to == second);
  Register sum = is_overwritten ? kFloatScratch : to;
  move_float(sum, third);
  assembler_.emit(
      instruction, arranged(sum, sums), arranged(first, factors), arranged(second, factors));
  move_float(to, sum);
}

/// As `sdot` gives it: all sums are exact. `to` is separate from the operands.
void MacroAssembler::dot_and_add(Register to, Register first, Register second, Register third) {
  assembler_.smull(vec(kFloatScratch).h8(), arranged(first, B8), arranged(second, B8));
  assembler_.smull2(vec(to).h8(), vec(first).b16(), vec(second).b16());
  assembler_.saddlp(vec(kFloatScratch).s4(), vec(kFloatScratch).h8());
  assembler_.saddlp(vec(to).s4(), vec(to).h8());
  assembler_.addp(vec(to).s4(), vec(kFloatScratch).s4(), vec(to).s4());
  assembler_.add(vec(to).s4(), vec(to).s4(), vec(third).s4());
}

}  // namespace wali::jit::aarch64
