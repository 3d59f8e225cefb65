#include "jit/aarch64/operands.h"

namespace wali::jit::aarch64 {

using asmjit::arm::CondCode;

namespace {

constexpr int64_t kLowBits = (1 << 12) - 1;  // of an addition's immediate
constexpr int64_t kReach = 1 << 24;          // of two additions

/// Whether loads and stores of so many bytes have room for the offset: a multiple of them, or a few
/// bytes either way.
bool is_access_offset(int64_t offset, uint32_t bytes) {
  if (offset >= -256 && offset < 256) return true;
  return offset >= 0 && offset % bytes == 0 && offset / bytes <= kLowBits;
}

}  // namespace

CondCode condition_code(Condition condition) {
  constexpr CondCode kCodes[] = {
      CondCode::kEQ,
      CondCode::kNE,
      CondCode::kLT,
      CondCode::kLO,
      CondCode::kGT,
      CondCode::kHI,
      CondCode::kLE,
      CondCode::kLS,
      CondCode::kGE,
      CondCode::kHS,
  };
  return kCodes[static_cast<uint8_t>(condition)];
}

void load_constant(a64::Assembler& assembler, Register to, uint64_t bits) {
  if (bits <= UINT32_MAX) {
    assembler.mov(gp32(to), bits);
  } else {
    assembler.mov(gp64(to), bits);
  }
}

void add_constant(a64::Assembler& assembler, Register to, Register from, int64_t value) {
  if (value <= -kReach || value >= kReach) {
    load_constant(assembler, kOperandScratch, static_cast<uint64_t>(value));
    assembler.add(gp64(to), gp64(from), gp64(kOperandScratch));
    return;
  }
  if (value == 0) {
    if (to != from) assembler.mov(gp64(to), gp64(from));
    return;
  }
  auto add = [&](int64_t magnitude) {
    if (value < 0) {
      assembler.sub(gp64(to), gp64(from), magnitude);
    } else {
      assembler.add(gp64(to), gp64(from), magnitude);
    }
    from = to;
  };
  int64_t magnitude = value < 0 ? -value : value;
  if ((magnitude & ~kLowBits) != 0) add(magnitude & ~kLowBits);
  if ((magnitude & kLowBits) != 0) add(magnitude & kLowBits);
}

a64::Mem operand_at(a64::Assembler& assembler, Register base, int64_t offset, uint32_t bytes) {
  if (is_access_offset(offset, bytes)) return a64::ptr(gp64(base), static_cast<int32_t>(offset));
  int64_t low = offset & kLowBits;
  if (!is_access_offset(low, bytes)) low = 0;
  add_constant(assembler, kOperandScratch, base, offset - low);
  return a64::ptr(gp64(kOperandScratch), static_cast<int32_t>(low));
}

}  // namespace wali::jit::aarch64
