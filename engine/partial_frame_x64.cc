#include <array>
#include <cstdint>
#include <cstring>
#include <optional>

#include "engine/partial_frame.h"

// A function begins with pushes of preserved registers and `sub rsp, imm`; it ends with `add rsp,
// imm`, pops and a return or a jump to another function. Nowhere else does it push or pop.

namespace wali::engine {
namespace {

constexpr size_t kRegisters = 4;  // rbx rbp r12 r13, as in NativeContext::preserved

class Bytes {
 public:
  explicit Bytes(const std::byte* at) : at_(reinterpret_cast<const uint8_t*>(at)) {}
  uint8_t operator[](size_t i) const { return at_[i]; }
  void skip(size_t count) { at_ += count; }
  bool is_at(uint64_t pc) const { return reinterpret_cast<uint64_t>(at_) == pc; }

  /// Which register the instruction pushes (base 0x50) or pops (0x58), and its length.
  struct Stacked {
    size_t index;
    size_t length;
  };
  std::optional<Stacked> stacked(uint8_t base) const {
    if (at_[0] == base + 3) return Stacked{0, 1};
    if (at_[0] == base + 5) return Stacked{1, 1};
    if (at_[0] != 0x41) return std::nullopt;
    if (at_[1] == base + 4) return Stacked{2, 2};
    if (at_[1] == base + 5) return Stacked{3, 2};
    return std::nullopt;
  }

  bool is_return() const { return at_[0] == 0xc3 || at_[0] == 0xc2; }
  /// A jump to code outside of [begin, end), or to where memory says.
  bool is_tail_jump(const std::byte* begin, const std::byte* end) const {
    if (at_[0] == 0xe9) {
      int32_t distance;
      memcpy(&distance, at_ + 1, sizeof distance);
      auto* target = reinterpret_cast<const std::byte*>(at_ + 5 + distance);
      return target < begin || target >= end;
    }
    const uint8_t* opcode = at_[0] == 0x41 ? at_ + 1 : at_;
    return opcode[0] == 0xff && (opcode[1] >> 3 & 7) == 4 && opcode[1] >> 6 != 3;
  }

 private:
  const uint8_t* at_;
};

void return_to_caller(jit::NativeContext& context,
                      const uint64_t* return_address,
                      const jit::FunctionCode& function) {
  context.pc = *return_address;
  context.sp = reinterpret_cast<uint64_t>(return_address + 1 + function.argument_words);
}

}  // namespace

bool leave_partial_frame(jit::NativeContext& context,
                         uint64_t,
                         const std::byte* code,
                         const jit::FunctionCode& function) {
  auto* stack = reinterpret_cast<const uint64_t*>(context.sp);
  Bytes entry(code + function.begin);
  for (size_t pushed = 0; pushed <= function.saved_registers; ++pushed) {
    if (entry.is_at(context.pc)) {
      return_to_caller(context, stack + pushed, function);
      return true;
    }
    auto push = entry.stacked(0x50);
    if (!push) break;
    entry.skip(push->length);
  }

  Bytes at(reinterpret_cast<const std::byte*>(context.pc));
  size_t popped = 0;
  std::array<uint64_t, kRegisters> restored;
  memcpy(restored.data(), context.preserved, sizeof restored);
  for (auto pop = at.stacked(0x58); pop; pop = at.stacked(0x58)) {
    restored[pop->index] = stack[popped++];
    at.skip(pop->length);
  }
  if (!at.is_return() && !at.is_tail_jump(code + function.begin, code + function.end)) return false;
  memcpy(context.preserved, restored.data(), sizeof restored);
  return_to_caller(context, stack + popped, function);
  return true;
}

}  // namespace wali::engine
