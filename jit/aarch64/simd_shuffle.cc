#include <algorithm>
#include <optional>

#include "jit/aarch64/macro_assembler.h"
#include "jit/aarch64/operands.h"

/// i8x16.shuffle: any sixteen of two vectors' bytes. Compilers mostly ask for what one instruction
/// does; the rest is a lookup in each vector by a constant.
namespace wali::jit::aarch64 {

using namespace vector;

namespace {

constexpr uint8_t kNowhere = 0xff;  // an index that gives 0
constexpr uint32_t kWidths[] = {8, 4, 2, 1};

uint64_t half_of(const VectorLanes& lanes, size_t first) {
  uint64_t bits = 0;
  for (size_t i = 8; i-- > 0;) bits = bits << 8 | lanes[first + i];
  return bits;
}

/// Lane `i` is the first one + i, modulo `size`.
bool is_run(const VectorLanes& lanes, uint32_t size) {
  for (size_t i = 0; i < lanes.size(); ++i) {
    if (lanes[i] != (lanes[0] + i) % size) return false;
  }
  return true;
}

/// Whether the element of `width` bytes at place `i` comes whole from element `source(i)`, of the
/// bytes modulo `size`.
template <typename Source>
bool is_permuted(const VectorLanes& lanes, uint32_t width, uint32_t size, Source source) {
  for (uint32_t i = 0; i < lanes.size(); ++i) {
    if (lanes[i] != (source(i / width) * width + i % width) % size) return false;
  }
  return true;
}

/// Instructions that take elements of both operands: element `source(i, n)` of the 2n goes to
/// place `i`.
struct Permutation {
  asmjit::InstId instruction;
  uint32_t (*source)(uint32_t i, uint32_t n);
};
constexpr Permutation kPermutations[] = {
    {I::kIdZip1_v, [](uint32_t i, uint32_t n) { return i / 2 + i % 2 * n; }},
    {I::kIdZip2_v, [](uint32_t i, uint32_t n) { return n / 2 + i / 2 + i % 2 * n; }},
    {I::kIdUzp1_v, [](uint32_t i, uint32_t) { return 2 * i; }},
    {I::kIdUzp2_v, [](uint32_t i, uint32_t) { return 2 * i + 1; }},
    {I::kIdTrn1_v, [](uint32_t i, uint32_t n) { return i - i % 2 + i % 2 * n; }},
    {I::kIdTrn2_v, [](uint32_t i, uint32_t n) { return i - i % 2 + 1 + i % 2 * n; }},
};

/// Instructions that reverse the elements within groups.
struct Reversal {
  asmjit::InstId instruction;
  uint32_t group_bytes;
};
constexpr Reversal kReversals[] = {
    {I::kIdRev64_v, 8},
    {I::kIdRev32_v, 4},
    {I::kIdRev16_v, 2},
};

/// A vector that keeps all its elements but one.
struct Insertion {
  uint32_t lane_bytes;
  uint32_t to, from;  // elements; `from` counts on into the second vector
};

std::optional<Insertion> as_insertion(const VectorLanes& lanes) {
  for (uint32_t width : kWidths) {
    uint32_t first = 0;
    while (first < lanes.size() && lanes[first] == first) ++first;
    uint32_t place = first / width;
    if (place * width >= lanes.size()) return std::nullopt;
    uint32_t from = lanes[place * width] / width;
    if (is_permuted(lanes, width, 32, [=](uint32_t i) { return i == place ? from : i; })) {
      return Insertion{.lane_bytes = width, .to = place, .from = from};
    }
  }
  return std::nullopt;
}

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
  if (shuffle_two(to, lhs, rhs, lanes, 32) || shuffle_two(to, rhs, lhs, exchanged, 32)) return;
  // The first vector is read before `to` is written.
  if (to == rhs) {
    look_up(to, rhs, lhs, exchanged);
  } else {
    look_up(to, lhs, rhs, lanes);
  }
}

void MacroAssembler::shuffle_one(Register to, Register from, const VectorLanes& lanes) {
  if (is_run(lanes, 32) && lanes[0] == 0) {
    move_float(to, from);
    return;
  }
  for (uint32_t width : kWidths) {
    uint32_t first = lanes[0] / width;
    if (!is_permuted(lanes, width, 16, [=](uint32_t) { return first; })) continue;
    assembler_.dup(arranged(to, whole(width)), element(from, width, first));
    return;
  }
  for (uint32_t width : kWidths) {
    for (const Reversal& each : kReversals) {
      if (each.group_bytes <= width) continue;
      uint32_t flipped = each.group_bytes / width - 1;
      if (!is_permuted(lanes, width, 16, [=](uint32_t i) { return i ^ flipped; })) continue;
      assembler_.emit(each.instruction, arranged(to, whole(width)), arranged(from, whole(width)));
      return;
    }
  }
  if (shuffle_two(to, from, from, lanes, 16)) return;
  vector_constant(kFloatScratch, half_of(lanes, 0), half_of(lanes, 8));
  assembler_.tbl(vec(to).b16(), vec(from).b16(), vec(kFloatScratch).b16());
}

/// One instruction, or a copy and one, if there is one that takes the operands in this order. The
/// lanes are modulo `size`, 16 where the operands are the same.
bool MacroAssembler::shuffle_two(
    Register to, Register lhs, Register rhs, const VectorLanes& lanes, uint32_t size) {
  for (uint32_t width : kWidths) {
    for (const Permutation& each : kPermutations) {
      auto source = [&](uint32_t i) { return each.source(i, 16 / width); };
      if (!is_permuted(lanes, width, size, source)) continue;
      Arrangement arrangement = whole(width);
      assembler_.emit(each.instruction,
                      arranged(to, arrangement),
                      arranged(lhs, arrangement),
                      arranged(rhs, arrangement));
      return true;
    }
  }
  if (is_run(lanes, size) && lanes[0] < 16) {
    assembler_.ext(vec(to).b16(), vec(lhs).b16(), vec(rhs).b16(), lanes[0]);
    return true;
  }
  if (auto insertion = as_insertion(lanes)) {
    uint32_t count = 16 / insertion->lane_bytes;
    Register source = insertion->from < count ? lhs : rhs;
    insert_element(insertion->lane_bytes, to, lhs, insertion->to, source, insertion->from % count);
    return true;
  }
  return false;
}

/// `to` may be lhs, not rhs.
void MacroAssembler::look_up(Register to, Register lhs, Register rhs, const VectorLanes& lanes) {
  if (number_of(rhs) == number_of(lhs) + 1) {
    vector_constant(kFloatScratch, half_of(lanes, 0), half_of(lanes, 8));
    assembler_.tbl(vec(to).b16(), vec(lhs).b16(), vec(rhs).b16(), vec(kFloatScratch).b16());
    return;
  }
  VectorLanes from_lhs, from_rhs;
  for (size_t i = 0; i < lanes.size(); ++i) {
    from_lhs[i] = lanes[i] < 16 ? lanes[i] : kNowhere;
    from_rhs[i] = lanes[i] < 16 ? kNowhere : lanes[i] - 16;
  }
  vector_constant(kFloatScratch, half_of(from_lhs, 0), half_of(from_lhs, 8));
  assembler_.tbl(vec(kFloatScratch).b16(), vec(lhs).b16(), vec(kFloatScratch).b16());
  vector_constant(to, half_of(from_rhs, 0), half_of(from_rhs, 8));
  assembler_.tbl(vec(to).b16(), vec(rhs).b16(), vec(to).b16());
  assembler_.orr(vec(to).b16(), vec(to).b16(), vec(kFloatScratch).b16());
}

}  // namespace wali::jit::aarch64
