#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

namespace wali::jit::x64 {

void MacroAssembler::check_zero_extended(Register reg) {
  Label ok = new_label();
  assembler_.mov(gp32(kScratch), gp32(reg));
  assembler_.cmp(gp64(kScratch), gp64(reg));
  assembler_.je(ok);
  assembler_.int3();
  bind(ok);
}

void MacroAssembler::check_frame(loader::ValueType type, Register reg, int32_t offset) {
  Label ok = new_label();
  if (loader::is_vector(type)) {
    load_frame(type, kFloatScratch, offset);
    assembler_.pxor(xmm(kFloatScratch), xmm(reg));
    assembler_.ptest(xmm(kFloatScratch), xmm(kFloatScratch));
    assembler_.je(ok);
    assembler_.int3();
    bind(ok);
    return;
  }
  Width width = width_of(type);
  Register bits = reg;
  if (is_float(reg)) {
    bits = kScratch;
    if (width == Width::W32) {
      assembler_.movd(gp32(bits), xmm(reg));
    } else {
      assembler_.movq(gp64(bits), xmm(reg));
    }
  }
  compare(width, bits, Operand::of_frame(offset));
  assembler_.je(ok);
  assembler_.int3();
  bind(ok);
}

}  // namespace wali::jit::x64
