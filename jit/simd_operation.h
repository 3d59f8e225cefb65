#pragma once

#include <array>
#include <cassert>
#include <cstdint>

#include "loader/opcode.h"

/// The vector instructions by shape. Which one it is, a macro assembler learns from the opcode
/// itself; what it needs to be given follows from the row of opcodes.def.
namespace wali::jit {

enum class VectorShape : uint8_t {
  Constant,
  Shuffle,
  Splat,
  ExtractLane,
  ReplaceLane,
  Unary,
  Binary,
  Ternary,
  Shift,
  Test,     // a condition
  Bitmask,  // an i32 with one bit for each lane
  Load,
  LoadLane,
  Store,
  StoreLane,
};

inline VectorShape shape_of_plain(const loader::Signature& signature, loader::Opcode opcode) {
  using loader::Opcode;
  using enum VectorShape;
  constexpr auto kVector = loader::ValueType::V128;
  if (signature.result != kVector) {
    bool is_bitmask = opcode == Opcode::i8x16_bitmask || opcode == Opcode::i16x8_bitmask ||
                      opcode == Opcode::i32x4_bitmask || opcode == Opcode::i64x2_bitmask;
    return is_bitmask ? Bitmask : Test;
  }
  if (signature.params[0] != kVector) return Splat;
  if (signature.param_count == 1) return Unary;
  if (signature.param_count == 3) return Ternary;
  return signature.params[1] == kVector ? Binary : Shift;
}

inline VectorShape vector_shape(loader::Opcode opcode) {
  using loader::Immediate;
  using enum VectorShape;
  const loader::OpcodeInfo& info = loader::info(opcode);
  const loader::Signature& signature = info.signature;
  switch (info.immediate) {
    case Immediate::V128:
      return Constant;
    case Immediate::Shuffle:
      return Shuffle;
    case Immediate::Lane:
      return signature.param_count == 1 ? ExtractLane : ReplaceLane;
    case Immediate::MemArg:
      return signature.result_count == 1 ? Load : Store;
    case Immediate::MemArgLane:
      return signature.result_count == 1 ? LoadLane : StoreLane;
    default:
      assert(info.immediate == Immediate::None);
      return shape_of_plain(signature, opcode);
  }
}

/// What an operation asks for besides its operands, where the processor's instructions fall short
/// of Wasm's.
struct VectorNeeds {
  bool separate_result = false;  // in no operand's register
  bool temporary = false;        // one more register
  bool accumulates = false;      // best in the last operand's register
};

using VectorLanes = std::array<uint8_t, 16>;

/// Where each opcode's row is in a table of rows with a member `opcode`; kNoRow for the others.
constexpr uint8_t kNoRow = 0xff;
template <typename Row, size_t kCount>
constexpr std::array<uint8_t, loader::kOpcodeCount> rows_by_opcode(const Row (&table)[kCount]) {
  static_assert(kCount < kNoRow);
  std::array<uint8_t, loader::kOpcodeCount> rows;
  rows.fill(kNoRow);
  for (size_t i = 0; i < kCount; ++i) {
    rows[static_cast<size_t>(table[i].opcode)] = static_cast<uint8_t>(i);
  }
  return rows;
}

}  // namespace wali::jit
