#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

void MacroAssembler::stop_unless(CondCode condition) {
  Label ok = new_label();
  assembler_.b(condition, ok);
  assembler_.brk(0);
  bind(ok);
}

void MacroAssembler::check_zero_extended(Register reg) {
  assembler_.mov(gp32(kScratch), gp32(reg));
  assembler_.cmp(gp64(kScratch), gp64(reg));
  stop_unless(CondCode::kEQ);
}

void MacroAssembler::check_frame(loader::ValueType type, Register reg, int32_t offset) {
  if (loader::is_vector(type)) {
    load_frame(type, kFloatScratch, offset);
    assembler_.eor(vec(kFloatScratch).b16(), vec(kFloatScratch).b16(), vec(reg).b16());
    assembler_.umaxv(vec(kFloatScratch).s(), vec(kFloatScratch).s4());
    assembler_.fmov(gp32(kScratch), s(kFloatScratch));
    assembler_.cmp(gp32(kScratch), 0);
    stop_unless(CondCode::kEQ);
    return;
  }
  Width width = width_of(type);
  Register bits = reg;
  if (is_float(reg)) {
    bits = kScratch;
    assembler_.fmov(gp(width, bits), fp(width, reg));
  }
  compare(width, bits, Operand::of_frame(offset));
  stop_unless(CondCode::kEQ);
}

}  // namespace wali::jit::aarch64
