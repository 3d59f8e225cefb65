#include <cstdint>
#include <cstring>

#include "engine/partial_frame.h"

// A function begins with `stp` of its saved registers, the first of which lowers the stack pointer,
// and `sub sp, sp, #imm`; it ends with `add sp, sp, #imm`, `ldp`, of which the last raises the
// stack pointer, another `add` for its arguments, and a return or a jump to another function.

namespace wali::engine {
namespace {

constexpr uint32_t kReturn = 0xd65f03c0;
constexpr uint32_t kJumpToScratch = 0xd61f0200;

class Instruction {
 public:
  explicit Instruction(const void* at) { memcpy(&word_, at, sizeof word_); }

  bool is_store_pair() const { return (word_ & 0xffc003e0) == 0xa90003e0; }
  bool is_first_store_pair() const { return (word_ & 0xffc003e0) == 0xa98003e0; }
  bool is_load_pair() const { return (word_ & 0xffc003e0) == 0xa94003e0; }
  bool is_last_load_pair() const { return (word_ & 0xffc003e0) == 0xa8c003e0; }
  bool lowers_stack() const { return (word_ & 0xff8003ff) == 0xd10003ff; }
  bool raises_stack() const { return (word_ & 0xff8003ff) == 0x910003ff; }
  uint64_t immediate() const {
    uint64_t value = word_ >> 10 & 0xfff;
    return (word_ >> 22 & 1) != 0 ? value << 12 : value;
  }
  bool is_return() const { return word_ == kReturn; }
  bool is_jump_to_scratch() const { return word_ == kJumpToScratch; }
  bool is_load_of_scratch() const { return (word_ & 0xffc0001f) == 0xf9400010; }
  bool is_branch() const { return (word_ & 0xfc000000) == 0x14000000; }
  int64_t branch_distance() const { return int64_t{static_cast<int32_t>(word_ << 6)} >> 6 << 2; }

 private:
  uint32_t word_;
};

constexpr size_t kSize = 4;

uint64_t saved_bytes(const jit::FunctionCode& function) {
  return (uint64_t{8} * (function.saved_registers + 1) + 15) & ~uint64_t{15};
}

/// The stack pointer that the caller had, if `pc` is where the frame is being taken.
bool find_stack_at_entry(const jit::NativeContext& context,
                         const std::byte* begin,
                         const jit::FunctionCode& function,
                         uint64_t& sp) {
  uint64_t whole = uint64_t{function.frame_size} + 8;
  uint64_t lowered = 0;
  for (const std::byte* at = begin; lowered < whole; at += kSize) {
    if (reinterpret_cast<uint64_t>(at) == context.pc) {
      sp = context.sp + lowered;
      return true;
    }
    Instruction instruction(at);
    if (instruction.is_first_store_pair()) {
      lowered += saved_bytes(function);
    } else if (instruction.lowers_stack()) {
      lowered += instruction.immediate();
    } else if (!instruction.is_store_pair()) {
      return false;
    }
  }
  return false;
}

bool is_tail_jump(const jit::NativeContext& context, const std::byte* begin, const std::byte* end) {
  auto* pc = reinterpret_cast<const std::byte*>(context.pc);
  Instruction at(pc), next(pc + kSize);
  if (at.is_load_of_scratch() && next.is_jump_to_scratch()) return true;
  if (!at.is_branch()) return false;
  const std::byte* target = pc + at.branch_distance();
  return target < begin || target >= end;
}

void return_to_caller(jit::NativeContext& context, uint64_t link, uint64_t sp) {
  context.pc = link;
  context.sp = sp;
}

}  // namespace

bool leave_partial_frame(jit::NativeContext& context,
                         uint64_t link,
                         const std::byte* code,
                         const jit::FunctionCode& function) {
  uint64_t arguments = uint64_t{8} * function.argument_words;
  const std::byte* begin = code + function.begin;
  uint64_t sp;
  if (find_stack_at_entry(context, begin, function, sp)) {
    return_to_caller(context, link, sp + arguments);
    return true;
  }

  auto* pc = reinterpret_cast<const std::byte*>(context.pc);
  Instruction at(pc);
  if (at.is_return()) {
    return_to_caller(context, link, context.sp);
    return true;
  }
  if (at.raises_stack() && Instruction(pc + kSize).is_return()) {
    return_to_caller(context, link, context.sp + at.immediate());
    return true;
  }
  uint64_t saved = context.sp;
  if (at.raises_stack() && Instruction(pc - kSize).raises_stack()) {
    saved += at.immediate();
  } else if (!at.is_load_pair() && !at.is_last_load_pair()) {
    if (!is_tail_jump(context, begin, code + function.end)) return false;
    return_to_caller(context, link, context.sp + arguments);
    return true;
  }
  sp = saved + saved_bytes(function);
  auto* top = reinterpret_cast<const uint64_t*>(sp);
  for (uint32_t i = 0; i < function.saved_registers; ++i) context.preserved[i] = *(top - 2 - i);
  return_to_caller(context, *(top - 1), sp + arguments);
  return true;
}

}  // namespace wali::engine
