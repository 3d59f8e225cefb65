#include <algorithm>
#include <bit>

#include "jit/x64/macro_assembler.h"
#include "jit/x64/operands.h"

/// i8x16.shuffle: any sixteen of two vectors' bytes. Compilers mostly ask for what one instruction
/// does; the rest is a lookup in each vector by a constant.
namespace wali::jit::x64 {

using namespace vector;

namespace {

constexpr uint8_t kNowhere = 0x80;  // an index that gives 0

uint64_t half_of(const VectorLanes& lanes, size_t first) {
  uint64_t bits = 0;
  for (size_t i = 8; i-- > 0;) bits = bits << 8 | lanes[first + i];
  return bits;
}

/// Lane `i` is `first` + i, modulo `size`.
bool is_run(const VectorLanes& lanes, uint32_t size) {
  for (size_t i = 0; i < lanes.size(); ++i) {
    if (lanes[i] != (lanes[0] + i) % size) return false;
  }
  return true;
}

/// Whether lanes of `bytes` bytes stay whole.
bool is_of_width(const VectorLanes& lanes, size_t bytes) {
  for (size_t i = 0; i < lanes.size(); ++i) {
    size_t first = i / bytes * bytes;
    if (lanes[i] != lanes[first] + (i - first) || lanes[first] % bytes != 0) return false;
  }
  return true;
}

/// The index of the 32-bit lane that goes to place `i`.
int wide_lane(const VectorLanes& lanes, size_t i) {
  return lanes[4 * i] / 4;
}

/// Lanes of `bytes` bytes from both vectors in turn, from byte `first` of each on.
bool is_interleaved(const VectorLanes& lanes, size_t bytes, size_t first) {
  for (size_t i = 0; i < lanes.size(); ++i) {
    size_t from = first + i / (2 * bytes) * bytes + i % bytes + (i / bytes % 2 != 0 ? 16 : 0);
    if (lanes[i] != from) return false;
  }
  return true;
}

struct Interleave {
  size_t bytes, first;
  VectorInstruction instruction;
};
constexpr Interleave kInterleaves[] = {
    {1, 0, {I::kIdPunpcklbw, I::kIdVpunpcklbw}},
    {2, 0, {I::kIdPunpcklwd, I::kIdVpunpcklwd}},
    {4, 0, {I::kIdPunpckldq, I::kIdVpunpckldq}},
    {8, 0, {I::kIdPunpcklqdq, I::kIdVpunpcklqdq}},
    {1, 8, {I::kIdPunpckhbw, I::kIdVpunpckhbw}},
    {2, 8, {I::kIdPunpckhwd, I::kIdVpunpckhwd}},
    {4, 8, {I::kIdPunpckhdq, I::kIdVpunpckhdq}},
    {8, 8, {I::kIdPunpckhqdq, I::kIdVpunpckhqdq}},
};

}  // namespace

void MacroAssembler::vector_shuffle(Register to,
                                    Register lhs,
                                    Register rhs,
                                    const VectorLanes& lanes) {
  bool needs_lhs = std::ranges::any_of(lanes, [](uint8_t lane) { return lane < 16; });
  bool needs_rhs = std::ranges::any_of(lanes, [](uint8_t lane) { return lane >= 16; });
  if (!needs_lhs || !needs_rhs || lhs == rhs) {
    VectorLanes reduced = lanes;
    for (uint8_t& lane : reduced) lane %= 16;
    shuffle_one(to, needs_lhs ? lhs : rhs, reduced);
    return;
  }
  VectorLanes exchanged = lanes;
  for (uint8_t& lane : exchanged) lane ^= 16;
  if (shuffle_two(to, lhs, rhs, lanes) || shuffle_two(to, rhs, lhs, exchanged)) return;

  VectorLanes from_lhs, from_rhs;
  for (size_t i = 0; i < lanes.size(); ++i) {
    from_lhs[i] = lanes[i] < 16 ? lanes[i] : kNowhere;
    from_rhs[i] = lanes[i] < 16 ? kNowhere : lanes[i] - 16;
  }
  vector_op(kShuffleBytes,
            kFloatScratch,
            lhs,
            constant_operand(half_of(from_lhs, 0), half_of(from_lhs, 8)));
  vector_op(kShuffleBytes, to, rhs, constant_operand(half_of(from_rhs, 0), half_of(from_rhs, 8)));
  assembler_.por(xmm(to), xmm(kFloatScratch));
}

void MacroAssembler::shuffle_one(Register to, Register from, const VectorLanes& lanes) {
  auto words = [&](size_t half) {
    size_t first = 8 * half;
    auto lane = [&](size_t i) { return (lanes[first + 2 * i] / 2) & 3; };
    return vector::lanes(lane(0), lane(1), lane(2), lane(3));
  };
  auto keeps_half = [&](size_t half) {
    auto identity = [&](size_t i) { return lanes[i] == i; };
    for (size_t i = 8 * half; i < 8 * half + 8; ++i) {
      if (!identity(i)) return false;
    }
    return true;
  };
  auto stays_in_half = [&](size_t half) {
    return std::all_of(lanes.begin() + static_cast<std::ptrdiff_t>(8 * half),
                       lanes.begin() + static_cast<std::ptrdiff_t>(8 * half + 8),
                       [half](uint8_t lane) { return lane / 8 == half; });
  };
  bool is_of_words = is_of_width(lanes, 2);
  if (is_of_width(lanes, 4)) {
    int selector = vector::lanes(
        wide_lane(lanes, 0), wide_lane(lanes, 1), wide_lane(lanes, 2), wide_lane(lanes, 3));
    if (selector == vector::lanes(0, 1, 2, 3)) {
      move_float(to, from);
    } else {
      assembler_.pshufd(xmm(to), xmm(from), selector);
    }
  } else if (is_of_words && keeps_half(1) && stays_in_half(0)) {
    assembler_.pshuflw(xmm(to), xmm(from), words(0));
  } else if (is_of_words && keeps_half(0) && stays_in_half(1)) {
    assembler_.pshufhw(xmm(to), xmm(from), words(1));
  } else if (is_run(lanes, 16)) {
    vector_op(kConcatenateShift, to, from, xmm(from), lanes[0]);
  } else {
    vector_op(kShuffleBytes, to, from, constant_operand(half_of(lanes, 0), half_of(lanes, 8)));
  }
}

/// One instruction, if there is one that takes the operands in this order.
bool MacroAssembler::shuffle_two(Register to,
                                 Register lhs,
                                 Register rhs,
                                 const VectorLanes& lanes) {
  for (const Interleave& each : kInterleaves) {
    if (!is_interleaved(lanes, each.bytes, each.first)) continue;
    vector_op(each.instruction, to, lhs, xmm(rhs));
    return true;
  }
  if (is_run(lanes, 32) && lanes[0] < 16) {
    vector_op(kConcatenateShift, to, rhs, xmm(lhs), lanes[0]);
    return true;
  }
  bool stays_in_place = true;
  for (size_t i = 0; i < lanes.size(); ++i) stays_in_place &= lanes[i] % 16 == i;
  if (stays_in_place && is_of_width(lanes, 2)) {
    int from_rhs = 0;
    for (size_t i = 0; i < 8; ++i) from_rhs |= lanes[2 * i] >= 16 ? 1 << i : 0;
    vector_op(kBlendI16, to, lhs, xmm(rhs), from_rhs);
    return true;
  }
  auto is_wide_from = [&](size_t i, int source) { return wide_lane(lanes, i) / 4 == source; };
  if (is_of_width(lanes, 4) && is_wide_from(0, 0) && is_wide_from(1, 0) && is_wide_from(2, 1) &&
      is_wide_from(3, 1)) {
    int selector = vector::lanes(
        wide_lane(lanes, 0), wide_lane(lanes, 1), wide_lane(lanes, 2) - 4, wide_lane(lanes, 3) - 4);
    vector_op(kShuffleFloats, to, lhs, xmm(rhs), selector);
    return true;
  }
  return false;
}

}  // namespace wali::jit::x64
